/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Which kernels fsdev_dax is for, and how they differ.
 *
 * Everything that depends on the kernel's version is here: the driver itself
 * asks for no version. A version joins by passing the gate below and by
 * having its struct layouts in dax_private.h proven by tools/layout-check.
 */
#ifndef FSDEV_COMPAT_H
#define FSDEV_COMPAT_H

#include <linux/dax.h>
#include <linux/memremap.h>
#include <linux/mm.h>
#include <linux/page-flags.h>
#include <linux/pfn_t.h>
#include <linux/version.h>

#if IS_ENABLED(CONFIG_DEV_DAX_FSDEV)
#error "This kernel has its own fsdev_dax driver: use that one."
#endif

#define FSDEV_KERNEL_IS(major, minor) \
	(LINUX_VERSION_CODE >> 8 == KERNEL_VERSION(major, minor, 0) >> 8)

#if !FSDEV_KERNEL_IS(6, 1) && !FSDEV_KERNEL_IS(6, 12)
#error "fsdev_dax is written for Linux 6.1 and 6.12; this is another version."
#endif

#if !IS_ENABLED(CONFIG_FS_DAX) || !IS_ENABLED(CONFIG_ZONE_DEVICE)
#error "fsdev_dax needs a kernel with CONFIG_FS_DAX and CONFIG_ZONE_DEVICE."
#endif

/*
 * The bus binds a driver to every device that asks for its type, and no device
 * asks for this one. Older kernels know one driver that takes every device,
 * and we are not that one. What is left is binding by name.
 */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 3, 0)
#define FSDEV_BY_NAME_ONLY	.type = ~0U
#else
#define FSDEV_BY_NAME_ONLY	.match_always = 0
#endif

#ifndef __counted_by
#define __counted_by(member)
#endif

/*
 * What direct_access hands to a file system. The flags say that the address
 * belongs to a device and that struct pages stand behind it; without the
 * second, fs/dax refuses the device.
 */
static inline pfn_t fsdev_pfn(phys_addr_t phys)
{
	return phys_to_pfn_t(phys, PFN_DEV | PFN_MAP);
}

/*
 * An idle FS_DAX page has one reference, the one that it was born with.
 * More than one: somebody is reading or writing it by DMA right now.
 */
static inline bool fsdev_page_idle(struct page *page)
{
	return page_ref_count(page) <= 1;
}

/*
 * Whether nobody uses @page: no DMA, and no file. A page that several files
 * share has no mapping in some kernels, and their number in its index.
 */
static inline bool fsdev_page_unused(struct page *page)
{
	return fsdev_page_idle(page) &&
	       (PageTail(page) || (!READ_ONCE(page->mapping) &&
				   !READ_ONCE(page->index)));
}

/*
 * Whether @page is as every page should be: idle, of order 0, and of no file.
 * Asked of each page of a device, so it reads one cache line and branches once.
 * (PageHead() and PageTail() also know folios that share struct pages. None of
 * an FS_DAX page map does.)
 */
static inline bool fsdev_page_settled(struct page *page)
{
	unsigned long marks = (READ_ONCE(page->flags) & BIT(PG_head)) |
			      (READ_ONCE(page->compound_head) & 1) |
			      (unsigned long)page->mapping | page->index;

	return !(marks | (unsigned long)!fsdev_page_idle(page));
}

/*
 * Make @page a free page of order 0 that belongs to no file; true if it was
 * anything else.
 *
 * A page that is part of a larger folio keeps the folio's address in the word
 * where a page of order 0 keeps its page map, so leaving the folio means that
 * the page map must be written again. index and the count of files that share
 * a page are one word here.
 *
 * Reads first: most pages need nothing, and reading leaves their cache lines
 * clean.
 */
static inline bool fsdev_reset_page(struct page *page,
				    struct dev_pagemap *pgmap)
{
	bool changed = false;

	if (PageTail(page)) {
		clear_compound_head(page);
		page->pgmap = pgmap;
		changed = true;
	}
	if (PageHead(page)) {
		ClearPageHead(page);
		changed = true;
	}
	if (page->mapping || page->index) {
		page->mapping = NULL;
		page->index = 0;
		changed = true;
	}
	return changed;
}

#endif /* FSDEV_COMPAT_H */
