/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the kernel's dax bus keeps to itself: the structs that a driver on the
 * bus has to know, and functions that are exported but declared in no public
 * header.
 *
 * A wrong field here would make the driver write to a wrong address. Three
 * checks stand before that:
 *  - the build compares every field below with the type information (BTF) of
 *    the kernel that it builds for: tools/layout-check makes layout_check.h;
 *  - the module loads on exactly the kernel release that it was built for;
 *  - a bind looks at a live dax_device before the first write into it.
 *
 * tools/layout-check reads the structs here: one field in a line, no comments
 * between them, and no condition but "this version or later".
 */
#ifndef FSDEV_DAX_PRIVATE_H
#define FSDEV_DAX_PRIVATE_H

#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/fs.h>
#include <linux/idr.h>
#include <linux/ioport.h>
#include <linux/kref.h>
#include <linux/range.h>
#include <linux/version.h>

struct dax_device;
struct dax_mapping;
struct dax_operations;
struct dax_holder_operations;
struct dev_pagemap;

/* A span of physical memory that the bus hands out in pieces. */
struct dax_region {
	int id;
	int target_node;
	struct kref kref;
	struct device *dev;
	unsigned int align;
	struct ida ida;
	struct resource res;
	struct device *seed;
	struct device *youngest;
};

/* One piece of a device: where it is, and which page of the device it starts. */
struct dev_dax_range {
	unsigned long pgoff;
	struct range range;
	struct dax_mapping *mapping;
};

/* One device daxX.Y on the bus. */
struct dev_dax {
	struct dax_region *region;
	struct dax_device *dax_dev;
	unsigned int align;
	int target_node;
	bool dyn_id;
	int id;
	struct ida ida;
	struct device dev;
	struct dev_pagemap *pgmap;
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 8, 0)
	bool memmap_on_memory;
#endif
	int nr_range;
	struct dev_dax_range *ranges;
};

/*
 * A driver on the bus. The bus compares type with what a device asks for;
 * before it knew types, one driver could say that it takes every device.
 */
struct dax_device_driver {
	struct device_driver drv;
	struct list_head ids;
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 3, 0)
	unsigned int type;
#else
	int match_always;
#endif
	int (*probe)(struct dev_dax *dev_dax);
	void (*remove)(struct dev_dax *dev_dax);
};

/*
 * What file systems see of a device. Private to the dax core, and not covered
 * by the symbol versions that the module loader compares: that is why the
 * module insists on the exact release.
 */
struct dax_device {
	struct inode inode;
	struct cdev cdev;
	void *private;
	unsigned long flags;
	const struct dax_operations *ops;
	void *holder_data;
	const struct dax_holder_operations *holder_ops;
};

int __dax_driver_register(struct dax_device_driver *driver,
			  struct module *module, const char *mod_name);
void dax_driver_unregister(struct dax_device_driver *driver);
bool static_dev_dax(struct dev_dax *dev_dax);
void kill_dev_dax(struct dev_dax *dev_dax);
void run_dax(struct dax_device *dax_dev);
struct inode *dax_inode(struct dax_device *dax_dev);

/* sparse lays some of these structs out differently from the compiler. */
#ifndef __CHECKER__
#include "layout_check.h"
#endif

#endif /* FSDEV_DAX_PRIVATE_H */
