// SPDX-License-Identifier: GPL-2.0-only
/*
 * fsdev_dax: a dax device for file systems
 *
 * A dax device daxX.Y is a span of memory. device_dax, the kernel's usual
 * driver for it, offers it to programs: they mmap /dev/daxX.Y. This driver
 * offers the same memory to file systems inside the kernel, through the
 * interface that they already use for dax block devices. Against device_dax:
 *
 *  - The pages are FS_DAX pages in folios of order 0, so that a file system
 *    can give each one to a file. device_dax makes generic pages, folded into
 *    folios of the device's alignment.
 *  - The device has dax_operations: a file system reaches memory by the page
 *    number within the device, over any number of physical ranges.
 *  - One file system at a time claims the device (fsdev_dax.h), and is told of
 *    memory failures.
 *  - /dev/daxX.Y can be opened and closed and no more: raw mappings and a file
 *    system would overwrite each other.
 *  - It never takes a device by itself. It binds those that are named in its
 *    new_id, whatever the order in which drivers are loaded.
 *  - It refuses a device that is still open or mapped through its last driver.
 *  - It has its own cdev. The one inside dax_device is cleared by each bind,
 *    and files that are open at that moment then drop references of the wrong
 *    module.
 *
 * Binding takes things in the order of fsdev_probe(), and each one is followed
 * in the next statement by what gives it back. So a failed bind and an unbind
 * are the same walk backwards. What others can see comes last.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/cdev.h>
#include <linux/dax.h>
#include <linux/device.h>
#include <linux/fs.h>
#include <linux/io.h>
#include <linux/list.h>
#include <linux/memremap.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/pagemap.h>
#include <linux/slab.h>
#include <linux/srcu.h>
#include <linux/sysfs.h>
#include <linux/uio.h>
#include <linux/utsname.h>
#include <linux/wait_bit.h>
#include <generated/utsrelease.h>

#include "compat.h"
#include "dax_private.h"
#include "fsdev_dax.h"

/* How long an unbind waits for a page's user before it says so, each time. */
#define FSDEV_USE_REPORT	(10 * HZ)
/* How often it looks meanwhile: nobody tells of a page that leaves its file. */
#define FSDEV_USE_LOOK		(HZ / 10)

/**
 * struct fsdev - a bound device
 * @list: in fsdev_bound, from the end of bind to the beginning of unbind
 * @dev_dax: the device on the bus
 * @pgmap: its page map: our own, or that of a static device (pmem), which
 *	belongs to the device and serves the next driver after us
 * @cdev: what an open of /dev/daxX.Y finds
 * @was: a static page map's settings before we changed them
 * @nr_range: how many ranges there are
 * @ranges: the device's ranges as they were at bind. A write to the sysfs file
 *	"mapping" reallocates the bus's own array while we are bound.
 */
struct fsdev {
	struct list_head list;
	struct dev_dax *dev_dax;
	struct dev_pagemap *pgmap;
	struct cdev *cdev;
	struct {
		enum memory_type type;
		unsigned long vmemmap_shift;
		const struct dev_pagemap_ops *ops;
		void *owner;
	} was;
	int nr_range;
	struct dev_dax_range ranges[] __counted_by(nr_range);
};

/* The devices that can be found and claimed; the lock is for claims too. */
static LIST_HEAD(fsdev_bound);
static DEFINE_MUTEX(fsdev_bound_lock);

/* Whoever may call a holder's callback reads under this. */
DEFINE_STATIC_SRCU(fsdev_notify);

/* ---- memory: from a page of the device to an address and back ---- */

/*
 * Where page @pgoff of the device is, and in @nr_pages how many pages follow
 * it without a gap, itself included. False past the end of the device.
 */
static bool fsdev_locate(const struct fsdev *fsdev, pgoff_t pgoff,
			 phys_addr_t *phys, unsigned long *nr_pages)
{
	int i;

	for (i = 0; i < fsdev->nr_range; i++) {
		const struct dev_dax_range *piece = &fsdev->ranges[i];
		unsigned long pages = PHYS_PFN(range_len(&piece->range));

		if (pgoff < piece->pgoff || pgoff - piece->pgoff >= pages)
			continue;
		pgoff -= piece->pgoff;
		*phys = piece->range.start + PFN_PHYS(pgoff);
		*nr_pages = pages - pgoff;
		return true;
	}
	return false;
}

/* NULL once the device is dead; callers are inside dax_read_lock(). */
static struct fsdev *fsdev_of(struct dax_device *dax_dev)
{
	struct dev_dax *dev_dax = dax_get_private(dax_dev);

	return dev_dax ? dev_get_drvdata(&dev_dax->dev) : NULL;
}

/*
 * A request that runs over the end of a range gets the pages up to there, as
 * fs/dax expects: it asks again for the rest.
 */
static long fsdev_direct_access(struct dax_device *dax_dev, pgoff_t pgoff,
				long nr_pages, enum dax_access_mode mode,
				void **kaddr, pfn_t *pfn)
{
	struct fsdev *fsdev = fsdev_of(dax_dev);
	unsigned long avail;
	phys_addr_t phys;

	if (!fsdev)
		return -ENXIO;
	if (!fsdev_locate(fsdev, pgoff, &phys, &avail))
		return -ERANGE;

	if (kaddr)
		*kaddr = phys_to_virt(phys);
	if (pfn)
		*pfn = fsdev_pfn(phys);
	return min_t(unsigned long, nr_pages, avail);
}

/*
 * The device is synchronous and has no write cache to flush (the bus says so
 * when it makes it), so what the kernel writes must be past the CPU's caches
 * when the call returns.
 */
static int fsdev_zero_page_range(struct dax_device *dax_dev, pgoff_t pgoff,
				 size_t nr_pages)
{
	struct fsdev *fsdev = fsdev_of(dax_dev);
	unsigned long avail;
	phys_addr_t phys;

	if (!fsdev)
		return -ENXIO;

	for (; nr_pages; nr_pages--, pgoff++) {
		if (!fsdev_locate(fsdev, pgoff, &phys, &avail))
			return -ERANGE;
		memcpy_flushcache(phys_to_virt(phys),
				  page_address(ZERO_PAGE(0)), PAGE_SIZE);
	}
	return 0;
}

/*
 * A write that a file system repeats because the memory was reported bad. The
 * dax bus knows no command that mends memory, so this is a plain write; it
 * stops at the end of the range, and the caller sees how far it came.
 */
static size_t fsdev_recovery_write(struct dax_device *dax_dev, pgoff_t pgoff,
				   void *addr, size_t bytes,
				   struct iov_iter *iter)
{
	struct fsdev *fsdev = fsdev_of(dax_dev);
	size_t offset = offset_in_page(addr);
	unsigned long avail;
	phys_addr_t phys;

	if (!fsdev || !fsdev_locate(fsdev, pgoff, &phys, &avail))
		return 0;

	bytes = min_t(u64, bytes, PFN_PHYS(avail) - offset);
	return _copy_from_iter_flushcache(phys_to_virt(phys) + offset, bytes,
					  iter);
}

static const struct dax_operations fsdev_dax_ops = {
	.direct_access = fsdev_direct_access,
	.zero_page_range = fsdev_zero_page_range,
	.recovery_write = fsdev_recovery_write,
};

/* Operations in a dax_device mean that it is bound to us: no other sets any. */
static bool fsdev_is_ours(struct dax_device *dax_dev)
{
	return READ_ONCE(dax_dev->ops) == &fsdev_dax_ops;
}

phys_addr_t fsdev_dax_pgoff_to_phys(struct dax_device *dax_dev, pgoff_t pgoff,
				    size_t size)
{
	struct fsdev *fsdev = NULL;
	unsigned long avail;
	phys_addr_t phys;

	if (fsdev_is_ours(dax_dev))
		fsdev = fsdev_of(dax_dev);
	if (!fsdev || !fsdev_locate(fsdev, pgoff, &phys, &avail) ||
	    size > PFN_PHYS(avail))
		return PHYS_ADDR_MAX;
	return phys;
}
EXPORT_SYMBOL_GPL(fsdev_dax_pgoff_to_phys);

/* ---- who has claimed the device ---- */

static int fsdev_nobody_told(struct dax_device *dax_dev, u64 offset, u64 len,
			     int mf_flags)
{
	return -EOPNOTSUPP;
}

/*
 * What a holder leaves behind instead of no operations: some kernels look
 * twice whether there are any, and somebody may be between the two looks.
 */
static const struct dax_holder_operations fsdev_nobody = {
	.notify_failure = fsdev_nobody_told,
};

/* Under fsdev_bound_lock. */
static struct fsdev *fsdev_find(struct dax_device *dax_dev)
{
	struct fsdev *fsdev;

	list_for_each_entry(fsdev, &fsdev_bound, list)
		if (fsdev->dev_dax->dax_dev == dax_dev)
			return fsdev;
	return NULL;
}

struct dax_device *fsdev_dax_dev_get(dev_t devt)
{
	struct dax_device *found = NULL;
	struct fsdev *fsdev;

	mutex_lock(&fsdev_bound_lock);
	list_for_each_entry(fsdev, &fsdev_bound, list) {
		if (fsdev->dev_dax->dev.devt != devt)
			continue;
		found = fsdev->dev_dax->dax_dev;
		ihold(dax_inode(found));
	}
	mutex_unlock(&fsdev_bound_lock);
	return found;
}
EXPORT_SYMBOL_GPL(fsdev_dax_dev_get);

int fsdev_dax_get(struct dax_device *dax_dev, void *holder,
		  const struct dax_holder_operations *ops)
{
	int rc = 0;

	if (!holder)
		return -EINVAL;

	mutex_lock(&fsdev_bound_lock);
	if (!fsdev_find(dax_dev))
		rc = dax_get_private(dax_dev) && !fsdev_is_ours(dax_dev) ?
			-EOPNOTSUPP : -ENODEV;
	else if (cmpxchg(&dax_dev->holder_data, NULL, holder))
		rc = -EBUSY;
	if (!rc) {
		ihold(dax_inode(dax_dev));
		WRITE_ONCE(dax_dev->holder_ops, ops ? ops : &fsdev_nobody);
	}
	mutex_unlock(&fsdev_bound_lock);
	return rc;
}
EXPORT_SYMBOL_GPL(fsdev_dax_get);

/*
 * The operations go first: as long as the data stands no one else can claim
 * the device, so these operations are still the holder's own.
 */
void fsdev_dax_put(struct dax_device *dax_dev, void *holder)
{
	mutex_lock(&fsdev_bound_lock);
	if (holder && READ_ONCE(dax_dev->holder_data) == holder) {
		WRITE_ONCE(dax_dev->holder_ops, &fsdev_nobody);
		synchronize_srcu(&fsdev_notify);
		cmpxchg(&dax_dev->holder_data, holder, NULL);
	}
	mutex_unlock(&fsdev_bound_lock);
	put_dax(dax_dev);
}
EXPORT_SYMBOL_GPL(fsdev_dax_put);

/*
 * The memory's owner is told in offsets within the device. Ranges may lie far
 * apart in memory, in any order, and the failed pages may touch more than one.
 */
static int fsdev_memory_failure(struct dev_pagemap *pgmap, unsigned long pfn,
				unsigned long nr_pages, int mf_flags)
{
	struct fsdev *fsdev = pgmap->owner;
	u64 first = PFN_PHYS(pfn);
	u64 last = first + PFN_PHYS(nr_pages) - 1;
	int i, id, rc = -ENXIO;

	id = srcu_read_lock(&fsdev_notify);
	for (i = 0; i < fsdev->nr_range; i++) {
		const struct dev_dax_range *piece = &fsdev->ranges[i];
		u64 from = max(first, piece->range.start);
		u64 to = min(last, piece->range.end);
		u64 offset = PFN_PHYS(piece->pgoff) + from - piece->range.start;

		if (from > to)
			continue;
		rc = dax_holder_notify_failure(fsdev->dev_dax->dax_dev, offset,
					       to - from + 1, mf_flags);
		if (rc)
			break;
	}
	srcu_read_unlock(&fsdev_notify, id);
	return rc;
}

static const struct dev_pagemap_ops fsdev_pagemap_ops = {
	.memory_failure = fsdev_memory_failure,
};

/* ---- the character device ---- */

/*
 * Files that were open before a switch keep our cdev alive, and an open of the
 * same inode finds it even when another driver has the device by now. Our
 * operations in the dax_device tell that the device is ours at this moment.
 */
static int fsdev_open(struct inode *inode, struct file *file)
{
	struct kobject *parent = inode->i_cdev->kobj.parent;
	struct dev_dax *dev_dax = container_of(parent, struct dev_dax,
					       dev.kobj);
	struct dax_device *dax_dev = dev_dax->dax_dev;

	if (dax_get_private(dax_dev) != dev_dax || !fsdev_is_ours(dax_dev))
		return -ENXIO;

	file->private_data = dev_dax;
	return 0;
}

static int fsdev_release(struct inode *inode, struct file *file)
{
	file->private_data = NULL;
	return 0;
}

static const struct file_operations fsdev_fops = {
	.owner = THIS_MODULE,
	.open = fsdev_open,
	.release = fsdev_release,
	.llseek = noop_llseek,
};

/* ---- sysfs, while bound: Daxboard's own, upstream has no such files ---- */

/* 1 if a file system has claimed the device. Some use a device unclaimed. */
static ssize_t holder_show(struct device *dev, struct device_attribute *attr,
			   char *buf)
{
	struct fsdev *fsdev = dev_get_drvdata(dev);

	return sysfs_emit(buf, "%d\n", !!dax_holder(fsdev->dev_dax->dax_dev));
}
static DEVICE_ATTR_RO(holder);

/* The order of the first page's folio, read from the page. */
static ssize_t folio_order_show(struct device *dev,
				struct device_attribute *attr, char *buf)
{
	struct fsdev *fsdev = dev_get_drvdata(dev);
	struct page *page = pfn_to_page(PHYS_PFN(fsdev->ranges[0].range.start));

	return sysfs_emit(buf, "%u\n", folio_order(page_folio(page)));
}
static DEVICE_ATTR_RO(folio_order);

/* The kernel release whose struct layouts this module was built for. */
static ssize_t layout_show(struct device *dev, struct device_attribute *attr,
			   char *buf)
{
	return sysfs_emit(buf, "%s\n", UTS_RELEASE);
}
static DEVICE_ATTR_RO(layout);

static struct attribute *fsdev_attrs[] = {
	&dev_attr_holder.attr,
	&dev_attr_folio_order.attr,
	&dev_attr_layout.attr,
	NULL
};

static const struct attribute_group fsdev_group = {
	.name = "fsdev",
	.attrs = fsdev_attrs,
};

static const struct attribute_group *fsdev_groups[] = { &fsdev_group, NULL };

/* ---- bind and unbind ---- */

/*
 * The last look before a write into dax_device. All four hold for a device
 * between two drivers; a layout that is off would break at least one.
 */
static int fsdev_check_layout(struct dev_dax *dev_dax)
{
	struct dax_device *dax_dev = dev_dax->dax_dev;
	struct device *dev = &dev_dax->dev;

	if (dax_inode(dax_dev) == &dax_dev->inode &&
	    dax_dev->inode.i_rdev == dev->devt &&
	    dax_dev->inode.i_cdev == &dax_dev->cdev &&
	    dax_dev->private == dev_dax && !dax_dev->ops)
		return 0;

	dev_err(dev, "this dax_device does not look as in %s: left alone\n",
		UTS_RELEASE);
	return -EIO;
}

/*
 * Files and mappings of the last driver outlive an unbind. They would come
 * back to life with the device: a mapping made through device_dax would again
 * reach memory that a file system now owns.
 *
 * The cdev in dax_device has no reference before its first use and after its
 * last close, and between two drivers nobody can take a new one.
 */
static int fsdev_check_unused(struct dev_dax *dev_dax)
{
	struct dax_device *dax_dev = dev_dax->dax_dev;
	struct inode *inode = dax_inode(dax_dev);

	if (!dax_get_private(dax_dev) && !mapping_mapped(inode->i_mapping) &&
	    !kref_read(&inode->i_cdev->kobj.kref))
		return 0;

	dev_warn(&dev_dax->dev,
		 "still open or mapped through its last driver\n");
	return -EBUSY;
}

static struct fsdev *fsdev_alloc(struct dev_dax *dev_dax)
{
	struct device *dev = &dev_dax->dev;
	int i, nr_range = dev_dax->nr_range;
	struct fsdev *fsdev;

	fsdev = devm_kzalloc(dev, struct_size(fsdev, ranges, nr_range),
			     GFP_KERNEL);
	if (!fsdev)
		return NULL;

	fsdev->dev_dax = dev_dax;
	fsdev->nr_range = nr_range;
	for (i = 0; i < nr_range; i++)
		fsdev->ranges[i] = dev_dax->ranges[i];
	return fsdev;
}

static void fsdev_give_back_pgmap(void *data)
{
	struct fsdev *fsdev = data;
	struct dev_pagemap *pgmap = fsdev->pgmap;

	pgmap->type = fsdev->was.type;
	pgmap->vmemmap_shift = fsdev->was.vmemmap_shift;
	pgmap->ops = fsdev->was.ops;
	pgmap->owner = fsdev->was.owner;
}

/*
 * A static device comes with a page map, which covers its metadata too and
 * stays when we go: device_dax would inherit our operations after they are
 * unloaded, or we its folio order.
 */
static int fsdev_borrow_pgmap(struct fsdev *fsdev)
{
	struct dev_pagemap *pgmap = fsdev->dev_dax->pgmap;
	struct device *dev = &fsdev->dev_dax->dev;
	struct range *data = &fsdev->ranges[0].range;

	if (!pgmap || fsdev->nr_range != 1 || pgmap->nr_range != 1 ||
	    pgmap->range.start > data->start || pgmap->range.end < data->end) {
		dev_warn(dev, "%#llx-%#llx is not inside its page map\n",
			 data->start, data->end);
		return -EINVAL;
	}

	fsdev->pgmap = pgmap;
	fsdev->was.type = pgmap->type;
	fsdev->was.vmemmap_shift = pgmap->vmemmap_shift;
	fsdev->was.ops = pgmap->ops;
	fsdev->was.owner = pgmap->owner;
	return devm_add_action_or_reset(dev, fsdev_give_back_pgmap, fsdev);
}

/*
 * The kernel makes struct pages in pieces of so many bytes, and answers a range
 * that is none with EINVAL too, but from within and with a WARN. The bus lets
 * a device of 4 KiB alignment have such a range.
 */
static int fsdev_check_aligned(struct fsdev *fsdev)
{
	unsigned long align = memremap_compat_align();
	int i;

	for (i = 0; i < fsdev->nr_range; i++) {
		struct range *range = &fsdev->ranges[i].range;

		if (IS_ALIGNED(range->start | range_len(range), align))
			continue;
		dev_warn(&fsdev->dev_dax->dev,
			 "%#llx-%#llx does not begin and end at multiples of %#lx\n",
			 range->start, range->end, align);
		return -EINVAL;
	}
	return 0;
}

/*
 * A dynamic device's page map lives as long as the bind. What is found in
 * dev_dax->pgmap dangles: device_dax leaves it behind when its probe fails,
 * and then refuses the device for ever. We overwrite it when all has gone
 * well, and the device is cured.
 */
static int fsdev_make_pgmap(struct fsdev *fsdev)
{
	struct device *dev = &fsdev->dev_dax->dev;
	struct dev_pagemap *pgmap;
	int i, rc;

	rc = fsdev_check_aligned(fsdev);
	if (rc)
		return rc;

	pgmap = devm_kzalloc(dev, struct_size(pgmap, ranges, fsdev->nr_range),
			     GFP_KERNEL);
	if (!pgmap)
		return -ENOMEM;

	pgmap->nr_range = fsdev->nr_range;
	for (i = 0; i < fsdev->nr_range; i++)
		pgmap->ranges[i] = fsdev->ranges[i].range;
	fsdev->pgmap = pgmap;
	return 0;
}

static int fsdev_reserve_ranges(struct fsdev *fsdev)
{
	struct device *dev = &fsdev->dev_dax->dev;
	int i;

	for (i = 0; i < fsdev->nr_range; i++) {
		struct range *range = &fsdev->ranges[i].range;

		if (!devm_request_mem_region(dev, range->start,
					     range_len(range),
					     dev_name(dev))) {
			dev_warn(dev, "%#llx-%#llx is in use already\n",
				 range->start, range->end);
			return -EBUSY;
		}
	}
	return 0;
}

/*
 * A page may be under DMA, say by O_DIRECT to a mapped file, since before the
 * device died; or a file still has it, of a file system that was not told that
 * its device goes (ext4, and XFS of Linux 6.1). The kernel's own wait in
 * memunmap_pages() covers neither for FS_DAX pages: their struct pages would be
 * freed, and the user would come back to them. Who has the file mapped would
 * write to memory that somebody else gets. Unbind cannot refuse, so it waits.
 */
static void fsdev_wait_unused(struct fsdev *fsdev, struct page *page)
{
	unsigned long report = jiffies + FSDEV_USE_REPORT;

	while (!wait_var_event_timeout(&page->_refcount,
				       fsdev_page_unused(page),
				       FSDEV_USE_LOOK)) {
		if (time_before(jiffies, report))
			continue;
		dev_warn(&fsdev->dev_dax->dev,
			 "waiting for the user of the page at pfn %#lx\n",
			 page_to_pfn(page));
		report = jiffies + FSDEV_USE_REPORT;
	}
}

/*
 * Makes every page of the device idle, of order 0 and of no file. A device has
 * very many pages and nearly all are so already: the loop is kept tight.
 */
static void fsdev_settle_pages(void *data)
{
	struct fsdev *fsdev = data;
	unsigned long changed = 0;
	int i;

	for (i = 0; i < fsdev->nr_range; i++) {
		struct range *range = &fsdev->ranges[i].range;
		struct page *page = pfn_to_page(PHYS_PFN(range->start));
		unsigned long left = PHYS_PFN(range_len(range));

		for (; left; left--, page++) {
			if (!(left % PTRS_PER_PMD))
				cond_resched();
			if (likely(fsdev_page_settled(page)))
				continue;
			fsdev_wait_unused(fsdev, page);
			changed += fsdev_reset_page(page, fsdev->pgmap);
		}
	}
	dev_dbg(&fsdev->dev_dax->dev, "%lu pages were not clean\n", changed);
}

/*
 * Making the pages writes every struct page anew, with the order that the page
 * map says, so nothing is left of device_dax's folios. At unbind it's another
 * matter: pages may still be in a file system's hands.
 */
static int fsdev_make_pages(struct fsdev *fsdev)
{
	struct device *dev = &fsdev->dev_dax->dev;
	struct dev_pagemap *pgmap = fsdev->pgmap;
	void *addr;

	pgmap->type = MEMORY_DEVICE_FS_DAX;
	pgmap->vmemmap_shift = 0;
	pgmap->ops = &fsdev_pagemap_ops;
	pgmap->owner = fsdev;
	addr = devm_memremap_pages(dev, pgmap);
	if (IS_ERR(addr))
		return PTR_ERR(addr);
	return devm_add_action_or_reset(dev, fsdev_settle_pages, fsdev);
}

static void fsdev_clear_ops(void *data)
{
	struct fsdev *fsdev = data;

	WRITE_ONCE(fsdev->dev_dax->dax_dev->ops, NULL);
}

/* Before the device is alive, so nobody is inside the operations yet. */
static int fsdev_set_ops(struct fsdev *fsdev)
{
	struct dev_dax *dev_dax = fsdev->dev_dax;

	if (cmpxchg(&dev_dax->dax_dev->ops, NULL, &fsdev_dax_ops))
		return -EBUSY;
	return devm_add_action_or_reset(&dev_dax->dev, fsdev_clear_ops, fsdev);
}

static void fsdev_del_cdev(void *data)
{
	struct fsdev *fsdev = data;

	cdev_del(fsdev->cdev);
}

static int fsdev_add_cdev(struct fsdev *fsdev)
{
	struct device *dev = &fsdev->dev_dax->dev;
	struct cdev *cdev;
	int rc;

	cdev = cdev_alloc();
	if (!cdev)
		return -ENOMEM;

	cdev->owner = THIS_MODULE;
	cdev->ops = &fsdev_fops;
	cdev_set_parent(cdev, &dev->kobj);
	rc = cdev_add(cdev, dev->devt, 1);
	if (rc) {
		/* no reference to the parent was taken, so none is dropped */
		cdev->kobj.parent = NULL;
		kobject_put(&cdev->kobj);
		return rc;
	}

	fsdev->cdev = cdev;
	return devm_add_action_or_reset(dev, fsdev_del_cdev, fsdev);
}

/*
 * No new claim; then the holder is told, its claim is void, and it returns
 * when nobody is inside our operations. It also takes back the page map of a
 * dynamic device; said here once more because the next bind depends on it.
 */
static void fsdev_kill(void *data)
{
	struct fsdev *fsdev = data;
	struct dev_dax *dev_dax = fsdev->dev_dax;
	int id;

	mutex_lock(&fsdev_bound_lock);
	list_del(&fsdev->list);
	mutex_unlock(&fsdev_bound_lock);

	id = srcu_read_lock(&fsdev_notify);
	kill_dev_dax(dev_dax);
	srcu_read_unlock(&fsdev_notify, id);

	/* a holder that lets go at this moment may have put ours there */
	mutex_lock(&fsdev_bound_lock);
	WRITE_ONCE(dev_dax->dax_dev->holder_ops, NULL);
	mutex_unlock(&fsdev_bound_lock);

	if (!static_dev_dax(dev_dax))
		dev_dax->pgmap = NULL;
}

static int fsdev_run(struct fsdev *fsdev)
{
	struct dev_dax *dev_dax = fsdev->dev_dax;

	dev_dax->pgmap = fsdev->pgmap;
	/* whoever sees the device alive sees the operations and the data */
	smp_mb__before_atomic();
	run_dax(dev_dax->dax_dev);

	mutex_lock(&fsdev_bound_lock);
	list_add(&fsdev->list, &fsdev_bound);
	mutex_unlock(&fsdev_bound_lock);
	return devm_add_action_or_reset(&dev_dax->dev, fsdev_kill, fsdev);
}

static int fsdev_probe(struct dev_dax *dev_dax)
{
	struct device *dev = &dev_dax->dev;
	struct fsdev *fsdev;
	int rc;

	device_lock_assert(dev);

	rc = fsdev_check_layout(dev_dax);
	if (rc)
		return rc;

	rc = fsdev_check_unused(dev_dax);
	if (rc)
		return rc;

	fsdev = fsdev_alloc(dev_dax);
	if (!fsdev)
		return -ENOMEM;

	rc = static_dev_dax(dev_dax) ? fsdev_borrow_pgmap(fsdev) :
				       fsdev_make_pgmap(fsdev);
	if (rc)
		return rc;

	rc = fsdev_reserve_ranges(fsdev);
	if (rc)
		return rc;

	rc = fsdev_make_pages(fsdev);
	if (rc)
		return rc;

	dev_set_drvdata(dev, fsdev);
	rc = fsdev_set_ops(fsdev);
	if (rc)
		return rc;

	rc = fsdev_add_cdev(fsdev);
	if (rc)
		return rc;

	return fsdev_run(fsdev);
}

static struct dax_device_driver fsdev_driver = {
	.drv.dev_groups = fsdev_groups,
	FSDEV_BY_NAME_ONLY,
	.probe = fsdev_probe,
};

static int __init fsdev_init(void)
{
	const char *running = init_utsname()->release;

	if (strcmp(running, UTS_RELEASE)) {
		pr_err("built for kernel %s, and this is %s\n", UTS_RELEASE,
		       running);
		return -ENOEXEC;
	}
	return __dax_driver_register(&fsdev_driver, THIS_MODULE,
				     KBUILD_MODNAME);
}
module_init(fsdev_init);

static void __exit fsdev_exit(void)
{
	dax_driver_unregister(&fsdev_driver);
}
module_exit(fsdev_exit);

/* No MODULE_ALIAS: this module is loaded by name, as it binds by name. */
MODULE_DESCRIPTION("DAX devices for file systems: FS_DAX pages, bound only when named");
MODULE_AUTHOR("The Daxboard authors");
MODULE_LICENSE("GPL");
MODULE_VERSION("0.1.0");
