// SPDX-License-Identifier: GPL-2.0-only
/*
 * fsdev_tester: stands in for a file system, so that the tests reach what only
 * the kernel can reach. For test machines: it can break a kernel at will.
 *
 * One command per write to /sys/kernel/debug/fsdev_tester, the answer by
 * reading it. The target is a dax device, kept from one command to the next:
 *
 *   target PATH     the device behind /dev/daxX.Y, bound or not from then on
 *   state           what its last driver left: operations, page map, holder
 *   pages           what its page map and its struct pages are
 *   access OFF NR   direct_access: pages got, pfn, whether the address fits it
 *   fill OFF BYTE   write a page through its kernel address
 *   peek OFF        read the first byte of a page through its kernel address
 *   zero OFF        zero_page_range of one page
 *   recover OFF SKIP BYTES   recovery_write of so many 'r', SKIP into the page
 *   find            whether fsdev_dax finds the device by its number
 *   where OFF SIZE  the physical address of a piece of the device
 *   hold N, drop N  claim the device as holder 0 or 1, let it go
 *   heard           what holders were told since it was last asked
 *   race PFN ROUNDS claim and let go in turns while memory failures are told:
 *                   how many were, and how many to one who had let go
 *   fail PFN NR     memory_failure as the kernel calls it, with no holder and
 *                   with holder 0
 *   pin OFF, unpin  hold a reference to a page, as DMA does
 *   forget          instead of unpin, when the struct page is gone
 *   occupy START LENGTH, vacate   take physical addresses in /proc/iomem
 *   spoil, unspoil  a foreign pointer where the driver wants to put its own
 *   shift BYTES     move the beginning of a static device's page map
 *   hammer, rest    write all pages through the kernel, round and round, and stop
 *   hammered        how many pages were written, and how many were refused
 *   disk add, disk remove   a block device on top: /dev/fsdevtest
 */
#include <linux/blkdev.h>
#include <linux/dax.h>
#include <linux/debugfs.h>
#include <linux/delay.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/ioport.h>
#include <linux/kthread.h>
#include <linux/memremap.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/pfn_t.h>
#include <linux/slab.h>
#include <linux/uio.h>
#include <linux/version.h>

#include "../../dax_private.h"
#include "../../fsdev_dax.h"

static DEFINE_MUTEX(lock);
static struct dentry *file;
static char answer[512];
static struct dev_dax *target;
static struct page *pinned;
static struct resource *occupied;
static struct gendisk *disk;

#define tell(...) scnprintf(answer, sizeof(answer), __VA_ARGS__)

static int do_target(const char *path)
{
	struct file *opened = filp_open(path, O_RDWR, 0);

	if (IS_ERR(opened))
		return PTR_ERR(opened);
	if (target)
		put_device(&target->dev);
	/* both drivers keep the dev_dax there */
	target = opened->private_data;
	get_device(&target->dev);
	fput(opened);
	return tell("%s\n", dev_name(&target->dev));
}

static int do_state(void)
{
	struct dax_device *dax_dev = target->dax_dev;

	return tell("alive %d ops %d pgmap %d holder %d\n",
		    !!dax_get_private(dax_dev), !!dax_dev->ops,
		    !!target->pgmap, !!dax_dev->holder_data);
}

static int do_pages(void)
{
	unsigned long pfn, pages = 0, heads = 0, tails = 0, files = 0, used = 0;
	struct dev_pagemap *pgmap = target->pgmap;
	int i;

	if (!pgmap)
		return tell("no page map\n");
	for (i = 0; dax_get_private(target->dax_dev) && i < target->nr_range; i++) {
		pfn = PHYS_PFN(target->ranges[i].range.start);
		for (; pfn <= PHYS_PFN(target->ranges[i].range.end); pfn++) {
			struct page *page = pfn_to_page(pfn);

			pages++;
			heads += PageHead(page);
			tails += PageTail(page);
			if (PageTail(page))
				continue;
			files += page->mapping || page->index;
			used += page_ref_count(page) != 1;
		}
	}
	return tell("type %d shift %lu ops %d owner %d pages %lu heads %lu tails %lu files %lu used %lu\n",
		    pgmap->type, pgmap->vmemmap_shift, !!pgmap->ops,
		    !!pgmap->owner, pages, heads, tails, files, used);
}

static long access(unsigned long pgoff, long nr, void **kaddr, pfn_t *pfn)
{
	int id = dax_read_lock();
	long got = dax_direct_access(target->dax_dev, pgoff, nr, DAX_ACCESS,
				     kaddr, pfn);

	dax_read_unlock(id);
	return got;
}

static int do_access(unsigned long pgoff, long nr)
{
	void *kaddr;
	pfn_t pfn;
	long got = access(pgoff, nr, &kaddr, &pfn);

	if (got < 0)
		return tell("%ld\n", got);
	return tell("%ld pfn %lx address %d page %d\n", got, pfn_t_to_pfn(pfn),
		    kaddr == page_address(pfn_t_to_page(pfn)),
		    pfn_t_devmap(pfn));
}

static int do_fill(unsigned long pgoff, int byte)
{
	void *kaddr;
	long got = access(pgoff, 1, &kaddr, NULL);

	if (got < 0)
		return got;
	memset(kaddr, byte, PAGE_SIZE);
	return tell("ok\n");
}

static int do_peek(unsigned long pgoff)
{
	void *kaddr;
	long got = access(pgoff, 1, &kaddr, NULL);

	if (got < 0)
		return got;
	return tell("%d\n", *(unsigned char *)kaddr);
}

static int do_zero(unsigned long pgoff)
{
	int id = dax_read_lock();
	int rc = dax_zero_page_range(target->dax_dev, pgoff, 1);

	dax_read_unlock(id);
	return tell("%d\n", rc);
}

static int do_recover(unsigned long pgoff, unsigned int skip, size_t bytes)
{
	void *from = kvmalloc(bytes, GFP_KERNEL), *kaddr;
	struct kvec vec = { .iov_base = from, .iov_len = bytes };
	struct iov_iter iter;
	size_t done;
	long got;
	int id;

	if (!from)
		return -ENOMEM;
	memset(from, 'r', bytes);
	iov_iter_kvec(&iter, ITER_SOURCE, &vec, 1, bytes);
	id = dax_read_lock();
	got = dax_direct_access(target->dax_dev, pgoff, 1, DAX_RECOVERY_WRITE,
				&kaddr, NULL);
	done = got < 0 ? 0 : dax_recovery_write(target->dax_dev, pgoff,
						kaddr + skip, bytes, &iter);
	dax_read_unlock(id);
	kvfree(from);
	return tell("%zu\n", done);
}

/*
 * fsdev_dax's functions are looked up at each use, so that the tests can
 * unload it while this module stays.
 */
#define call(function, ...) \
({ \
	typeof(function) *found = symbol_get(function); \
	typeof((function)(__VA_ARGS__)) result = \
		found ? found(__VA_ARGS__) : (typeof(result))-ENOENT; \
	if (found) \
		symbol_put(function); \
	result; \
})

/* A holder, and whether it can be told of failures at this moment. */
static struct {
	bool claims;
} holders[2];
static char told[256];
static unsigned int told_rightly, told_late;

static int noticed(struct dax_device *dax_dev, u64 offset, u64 len, int flags)
{
	scnprintf(told + strlen(told), sizeof(told) - strlen(told),
		  "%llx+%llx ", offset, len);
	return 0;
}

static const struct dax_holder_operations holder_ops = {
	.notify_failure = noticed,
};

static int raced(unsigned int n)
{
	bool before = READ_ONCE(holders[n].claims);

	usleep_range(100, 200);
	if (before && READ_ONCE(holders[n].claims))
		told_rightly++;
	else
		told_late++;
	return 0;
}

static int raced_0(struct dax_device *dax_dev, u64 offset, u64 len, int flags)
{
	return raced(0);
}

static int raced_1(struct dax_device *dax_dev, u64 offset, u64 len, int flags)
{
	return raced(1);
}

static const struct dax_holder_operations racing_ops[] = {
	{ .notify_failure = raced_0 }, { .notify_failure = raced_1 },
};

static int hold(unsigned int n)
{
	return call(fsdev_dax_get, target->dax_dev, &holders[n & 1],
		    &holder_ops);
}

static int drop(unsigned int n)
{
	typeof(fsdev_dax_put) *put = symbol_get(fsdev_dax_put);

	if (!put)
		return -ENOENT;
	put(target->dax_dev, &holders[n & 1]);
	symbol_put(fsdev_dax_put);
	return 0;
}

static int do_find(void)
{
	struct dax_device *found = call(fsdev_dax_dev_get, target->dev.devt);

	if (IS_ERR_OR_NULL(found))
		return tell("none\n");
	tell("%s\n", found == target->dax_dev ? "found" : "another");
	put_dax(found);
	return 0;
}

static int do_where(unsigned long pgoff, size_t size)
{
	int id = dax_read_lock();
	phys_addr_t phys = call(fsdev_dax_pgoff_to_phys, target->dax_dev, pgoff,
				size);

	dax_read_unlock(id);
	return phys == PHYS_ADDR_MAX ? tell("nowhere\n") :
				       tell("%llx\n", (u64)phys);
}

static int do_heard(void)
{
	tell("%s\n", told);
	told[0] = 0;
	return 0;
}

static int do_fail(unsigned long pfn, unsigned long nr)
{
	struct dev_pagemap *pgmap = get_dev_pagemap(pfn, NULL);
	int unheld, held;

	if (!pgmap)
		return -ENXIO;
	told[0] = 0;
	unheld = pgmap->ops->memory_failure(pgmap, pfn, nr, 0);
	held = hold(0);
	if (!held) {
		held = pgmap->ops->memory_failure(pgmap, pfn, nr, 0);
		drop(0);
	}
	put_dev_pagemap(pgmap);
	tell("unheld %d held %s%d\n", unheld, told, held);
	told[0] = 0;
	return 0;
}

/* Fails one page again and again until it is stopped. */
static int fail_on(void *pfn)
{
	struct dev_pagemap *pgmap = get_dev_pagemap((unsigned long)pfn, NULL);

	while (!kthread_should_stop()) {
		if (pgmap)
			pgmap->ops->memory_failure(pgmap, (unsigned long)pfn, 1,
						   0);
		cond_resched();
	}
	put_dev_pagemap(pgmap);
	return 0;
}

static int do_race(unsigned long pfn, unsigned long rounds)
{
	struct task_struct *failing;
	unsigned long i;
	int rc = 0;

	told_rightly = 0;
	told_late = 0;
	failing = kthread_run(fail_on, (void *)pfn, "fsdev_tester");
	if (IS_ERR(failing))
		return PTR_ERR(failing);
	for (i = 0; i < rounds && !rc; i++) {
		unsigned int n = i % 2;

		WRITE_ONCE(holders[n].claims, true);
		rc = call(fsdev_dax_get, target->dax_dev, &holders[n],
			  &racing_ops[n]);
		if (!rc) {
			usleep_range(100, 300);
			drop(n);
		}
		WRITE_ONCE(holders[n].claims, false);
	}
	kthread_stop(failing);
	return rc ? rc : tell("told %u late %u\n", told_rightly, told_late);
}

static int do_pin(unsigned long pgoff)
{
	pfn_t pfn;
	long got = access(pgoff, 1, NULL, &pfn);

	if (got < 0)
		return got;
	pinned = pfn_t_to_page(pfn);
	get_page(pinned);
	return tell("ok\n");
}

static int do_unpin(void)
{
	if (pinned)
		put_page(pinned);
	pinned = NULL;
	return tell("ok\n");
}

static int do_occupy(unsigned long start, unsigned long length)
{
	occupied = request_mem_region(start, length, "fsdev_tester");
	return occupied ? tell("ok\n") : -EBUSY;
}

static int do_vacate(void)
{
	if (occupied)
		release_mem_region(occupied->start, resource_size(occupied));
	occupied = NULL;
	return tell("ok\n");
}

static struct task_struct *hammering;
static unsigned long reached, refused;

/* As a file system's write does: the address is good as long as the lock. */
static int hammer_on(void *unused)
{
	unsigned long pgoff = 0;

	while (!kthread_should_stop()) {
		int id = dax_read_lock();
		void *kaddr;
		long got = dax_direct_access(target->dax_dev, pgoff, 1,
					     DAX_ACCESS, &kaddr, NULL);

		if (got > 0)
			memset(kaddr, 'h', PAGE_SIZE);
		dax_read_unlock(id);
		pgoff = got > 0 ? pgoff + 1 : 0;
		if (got > 0)
			WRITE_ONCE(reached, reached + 1);
		else if (got != -ERANGE)
			WRITE_ONCE(refused, refused + 1);
		cond_resched();
	}
	return 0;
}

static int do_hammer(void)
{
	if (hammering)
		return -EBUSY;
	reached = 0;
	refused = 0;
	hammering = kthread_run(hammer_on, NULL, "fsdev_tester");
	if (IS_ERR(hammering)) {
		int rc = PTR_ERR(hammering);

		hammering = NULL;
		return rc;
	}
	return tell("ok\n");
}

static int do_rest(void)
{
	if (hammering)
		kthread_stop(hammering);
	hammering = NULL;
	return tell("ok\n");
}

static int do_hammered(void)
{
	return tell("reached %lu refused %lu\n", READ_ONCE(reached),
		    READ_ONCE(refused));
}

static int do_shift(long bytes)
{
	if (!target->pgmap || dax_get_private(target->dax_dev))
		return -EBUSY;
	target->pgmap->range.start += bytes;
	return tell("ok\n");
}

static const struct dax_operations foreign_ops;

static int do_spoil(const struct dax_operations *ops)
{
	if (dax_get_private(target->dax_dev))
		return -EBUSY;
	target->dax_dev->ops = ops;
	return tell("ok\n");
}

/* Copies through direct_access, as a dax block device does for metadata. */
static void disk_submit(struct bio *bio)
{
	struct bvec_iter iter;
	struct bio_vec vec;

	bio_for_each_segment(vec, bio, iter) {
		u64 at = (u64)iter.bi_sector << SECTOR_SHIFT;
		char *mapped = bvec_kmap_local(&vec), *buffer = mapped;
		unsigned int left = vec.bv_len;

		while (left) {
			unsigned int n = min_t(unsigned int, left,
					       PAGE_SIZE - offset_in_page(at));
			void *kaddr;

			if (access(PHYS_PFN(at), 1, &kaddr, NULL) < 1) {
				bio->bi_status = BLK_STS_IOERR;
				break;
			}
			kaddr += offset_in_page(at);
			if (op_is_write(bio_op(bio)))
				memcpy_flushcache(kaddr, buffer, n);
			else
				memcpy(buffer, kaddr, n);
			buffer += n;
			left -= n;
			at += n;
		}
		kunmap_local(mapped);
	}
	bio_endio(bio);
}

static const struct block_device_operations disk_ops = {
	.owner = THIS_MODULE,
	.submit_bio = disk_submit,
};

static void disk_remove(void)
{
	if (!disk)
		return;
	del_gendisk(disk);
	dax_remove_host(disk);
	put_disk(disk);
	disk = NULL;
}

/* Makes "disk": 0, or the error with disk NULL. */
static int disk_alloc(void)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 11, 0)
	struct queue_limits limits = {
		.logical_block_size = PAGE_SIZE,
		.physical_block_size = PAGE_SIZE,
		.features = BLK_FEAT_DAX | BLK_FEAT_SYNCHRONOUS,
	};

	disk = blk_alloc_disk(&limits, NUMA_NO_NODE);
	if (IS_ERR(disk)) {
		int rc = PTR_ERR(disk);

		disk = NULL;
		return rc;
	}
#else
	disk = blk_alloc_disk(NUMA_NO_NODE);
	if (!disk)
		return -ENOMEM;
	blk_queue_logical_block_size(disk->queue, PAGE_SIZE);
	blk_queue_physical_block_size(disk->queue, PAGE_SIZE);
	blk_queue_flag_set(QUEUE_FLAG_DAX, disk->queue);
#endif
	return 0;
}

static int disk_add(void)
{
	u64 size = 0;
	int i, rc;

	for (i = 0; i < target->nr_range; i++)
		size += range_len(&target->ranges[i].range);
	rc = disk_alloc();
	if (rc)
		return rc;
	disk->fops = &disk_ops;
	strscpy(disk->disk_name, "fsdevtest", sizeof(disk->disk_name));
	set_capacity(disk, size >> SECTOR_SHIFT);
	rc = dax_add_host(target->dax_dev, disk);
	if (!rc) {
		rc = device_add_disk(NULL, disk, NULL);
		if (rc)
			dax_remove_host(disk);
	}
	if (rc) {
		put_disk(disk);
		disk = NULL;
	}
	return rc;
}

static int command(char *line)
{
	char *word = strsep(&line, " ");
	unsigned long a = 0, b = 0, c = 0;

	if (!strcmp(word, "target"))
		return line && !hammering ? do_target(line) : -EINVAL;
	if (!strcmp(word, "rest"))
		return do_rest();
	if (!target)
		return -ENODEV;
	if (line && strcmp(word, "disk"))
		sscanf(line, "%li %li %li", &a, &b, &c);

	if (!strcmp(word, "state"))
		return do_state();
	if (!strcmp(word, "pages"))
		return do_pages();
	if (!strcmp(word, "access"))
		return do_access(a, b);
	if (!strcmp(word, "fill"))
		return do_fill(a, b);
	if (!strcmp(word, "peek"))
		return do_peek(a);
	if (!strcmp(word, "zero"))
		return do_zero(a);
	if (!strcmp(word, "recover"))
		return do_recover(a, b, c);
	if (!strcmp(word, "find"))
		return do_find();
	if (!strcmp(word, "where"))
		return do_where(a, b);
	if (!strcmp(word, "hold"))
		return tell("%d\n", hold(a));
	if (!strcmp(word, "drop"))
		return tell("%d\n", drop(a));
	if (!strcmp(word, "heard"))
		return do_heard();
	if (!strcmp(word, "race"))
		return do_race(a, b);
	if (!strcmp(word, "fail"))
		return do_fail(a, b);
	if (!strcmp(word, "pin"))
		return do_pin(a);
	if (!strcmp(word, "unpin"))
		return do_unpin();
	if (!strcmp(word, "forget")) {
		pinned = NULL;
		return 0;
	}
	if (!strcmp(word, "occupy"))
		return do_occupy(a, b);
	if (!strcmp(word, "vacate"))
		return do_vacate();
	if (!strcmp(word, "shift"))
		return do_shift(a);
	if (!strcmp(word, "hammer"))
		return do_hammer();
	if (!strcmp(word, "hammered"))
		return do_hammered();
	if (!strcmp(word, "spoil"))
		return do_spoil(&foreign_ops);
	if (!strcmp(word, "unspoil"))
		return do_spoil(NULL);
	if (!strcmp(word, "disk") && line && !strcmp(line, "add"))
		return disk_add();
	if (!strcmp(word, "disk") && line && !strcmp(line, "remove")) {
		disk_remove();
		return 0;
	}
	return -EINVAL;
}

static ssize_t tester_write(struct file *unused, const char __user *from,
			    size_t size, loff_t *pos)
{
	char *line = memdup_user_nul(from, size);
	int rc;

	if (IS_ERR(line))
		return PTR_ERR(line);
	mutex_lock(&lock);
	answer[0] = 0;
	rc = command(strim(line));
	mutex_unlock(&lock);
	kfree(line);
	return rc < 0 ? rc : size;
}

static ssize_t tester_read(struct file *unused, char __user *to, size_t size,
			   loff_t *pos)
{
	ssize_t rc;

	mutex_lock(&lock);
	rc = simple_read_from_buffer(to, size, pos, answer, strlen(answer));
	mutex_unlock(&lock);
	return rc;
}

static const struct file_operations tester_fops = {
	.owner = THIS_MODULE,
	.write = tester_write,
	.read = tester_read,
};

static int __init tester_init(void)
{
	file = debugfs_create_file("fsdev_tester", 0600, NULL, NULL,
				   &tester_fops);
	return PTR_ERR_OR_ZERO(file);
}
module_init(tester_init);

static void __exit tester_exit(void)
{
	debugfs_remove(file);
	do_rest();
	do_unpin();
	do_vacate();
	disk_remove();
	if (target)
		put_device(&target->dev);
}
module_exit(tester_exit);

MODULE_DESCRIPTION("Tests of fsdev_dax: never load it on a machine that you need");
MODULE_LICENSE("GPL");
