/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * For a build of fsdev_dax that only the tests load: run-in-lab has the
 * compiler read this before the driver's own text. Each call by which a bind
 * takes something can then be made to fail.
 *
 * fail_at: which of these calls is to fail, counted from 1 and from now. It
 * counts down, so 0 afterwards tells that one has failed. The caller gets what
 * the kernel would answer, and nothing was taken.
 */
#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/ioport.h>
#include <linux/memremap.h>
#include <linux/module.h>

static int fail_at;
module_param(fail_at, int, 0600);

static inline bool fails(void)
{
	return fail_at > 0 && !--fail_at;
}

/* As the kernel's: what was to be undone later is undone at once. */
static inline int action_or_reset(struct device *dev, void (*action)(void *),
				  void *data)
{
	if (fails()) {
		action(data);
		return -ENOMEM;
	}
	return devm_add_action_or_reset(dev, action, data);
}

#undef devm_add_action_or_reset
#undef devm_request_mem_region
#define devm_add_action_or_reset(dev, action, data) \
	action_or_reset(dev, action, data)
#define devm_kzalloc(dev, size, flags) \
	(fails() ? NULL : devm_kzalloc(dev, size, flags))
#define devm_request_mem_region(dev, start, n, name) \
	(fails() ? NULL : __devm_request_region(dev, &iomem_resource, start, \
						n, name))
#define devm_memremap_pages(dev, pgmap) \
	(fails() ? ERR_PTR(-ENOMEM) : devm_memremap_pages(dev, pgmap))
#define cdev_alloc() \
	(fails() ? NULL : cdev_alloc())
#define cdev_add(cdev, devt, count) \
	(fails() ? -ENOMEM : cdev_add(cdev, devt, count))

/* The driver has one of its own. */
#undef pr_fmt
