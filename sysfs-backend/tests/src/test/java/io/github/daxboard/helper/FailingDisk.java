// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

/** A disk on which some calls end with EIO, counted for each kind of call from 1. Writes that fail leave half of their bytes there. */
final class FailingDisk {
    private static final int EIO = 5;

    /** Whether a call fails. */
    interface Fault {
        boolean hits(String call, int nth);
    }

    private FailingDisk() {}

    static Disk with(Fault fault) {
        Disk real = FullDisk.roomy();
        Map<String, Integer> calls = new HashMap<>();
        return (Disk) Proxy.newProxyInstance(
                Disk.class.getClassLoader(), new Class<?>[] {Disk.class}, (proxy, method, arguments) -> {
                    boolean fails = fault.hits(method.getName(), calls.merge(method.getName(), 1, Integer::sum));
                    return fails ? failure(real, method, arguments) : invoke(real, method, arguments);
                });
    }

    private static Object failure(Disk real, Method method, Object[] arguments) throws IOException {
        if (method.getReturnType() == void.class) {
            throw new IOException("the disk failed");
        }
        if (arguments.length == 2 && arguments[1] instanceof byte[] bytes) {
            real.write((int) arguments[0], java.util.Arrays.copyOf(bytes, bytes.length / 2));
        }
        return -EIO;
    }

    private static Object invoke(Disk real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
