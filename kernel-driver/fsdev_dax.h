/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What fsdev_dax offers to a file system in the kernel.
 *
 * A dax device for file systems is reached by its device number, not by a
 * block device. Kernels with a driver of their own have functions for that in
 * their core (dax_dev_get, fs_dax_get, fs_put_dax, dax_pgoff_to_phys); the
 * kernels that this driver is for have not, so here are its own. Once claimed,
 * the device is used through the functions of <linux/dax.h>.
 *
 * All of them may sleep, but for fsdev_dax_pgoff_to_phys().
 */
#ifndef FSDEV_DAX_H
#define FSDEV_DAX_H

#include <linux/dax.h>
#include <linux/types.h>

/**
 * fsdev_dax_dev_get() - find a device that is bound to fsdev_dax
 * @devt: the device number of /dev/daxX.Y
 *
 * Return: the device with a reference that put_dax() gives back; NULL if no
 * device of that number is bound to fsdev_dax.
 */
struct dax_device *fsdev_dax_dev_get(dev_t devt);

/**
 * fsdev_dax_get() - claim a device for one file system
 * @dax_dev: the device
 * @holder: who claims it, as dax_holder() will tell; not NULL
 * @ops: called when memory of the device fails, and with MF_MEM_PRE_REMOVE
 *	(on Linux 6.1: no flag) for the whole of it before an unbind; NULL if
 *	there is no one to tell. Offsets and lengths are in bytes within the
 *	device.
 *
 * The callback must not claim or let go of any device. After an unbind the
 * claim is void: the holder still calls fsdev_dax_put().
 *
 * Return: 0 with a reference to @dax_dev; -EINVAL without @holder; -ENODEV if
 * the device has no driver; -EOPNOTSUPP if it has another driver; -EBUSY if it
 * is claimed already.
 */
int fsdev_dax_get(struct dax_device *dax_dev, void *holder,
		  const struct dax_holder_operations *ops);

/**
 * fsdev_dax_put() - let go of a claimed device
 * @dax_dev: the device; the reference that fsdev_dax_get() took is dropped
 * @holder: who claimed it
 *
 * When it returns, no callback is running and none will come. The device may
 * have been unbound since, or claimed by another holder after a new bind; then
 * only the reference is dropped.
 */
void fsdev_dax_put(struct dax_device *dax_dev, void *holder);

/**
 * fsdev_dax_pgoff_to_phys() - where a piece of a device is
 * @dax_dev: the device
 * @pgoff: the piece's first page within the device
 * @size: its length in bytes
 *
 * The caller holds dax_read_lock().
 *
 * Return: the physical address; PHYS_ADDR_MAX if the device isn't bound to
 * fsdev_dax, or if the piece doesn't lie in one range of it.
 */
phys_addr_t fsdev_dax_pgoff_to_phys(struct dax_device *dax_dev, pgoff_t pgoff,
				    size_t size);

#endif /* FSDEV_DAX_H */
