// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.Objects;
import javax.imageio.ImageIO;

/**
 * How alike two pictures of the window are, but for what text hinting and rounding do. As a program, {@code Alike KEPT TAKEN
 * NAME...} compares the pictures of two folders and ends with 1 where one of them is not what it was.
 */
public final class Alike {
    /** How far a channel may be off before a pixel counts as another one. */
    private static final int NEAR = 40;
    /** The share of pixels that may be others. */
    public static final double TOLERATED = 0.01;

    private Alike() {}

    /** The share of pixels that are others; all of them where the sizes differ. */
    public static double others(BufferedImage one, BufferedImage other) {
        if (one.getWidth() != other.getWidth() || one.getHeight() != other.getHeight()) {
            return 1;
        }
        int count = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                if (differ(one.getRGB(x, y), other.getRGB(x, y))) {
                    count++;
                }
            }
        }
        return (double) count / (one.getWidth() * one.getHeight());
    }

    private static boolean differ(int one, int other) {
        for (int shift = 0; shift <= 16; shift += 8) {
            if (Math.abs(((one >> shift) & 0xff) - ((other >> shift) & 0xff)) > NEAR) {
                return true;
            }
        }
        return false;
    }

    public static void main(String[] arguments) throws IOException {
        boolean alike = true;
        for (int i = 2; i < arguments.length; i++) {
            String name = arguments[i] + ".png";
            double others = others(read(new File(arguments[0], name)), read(new File(arguments[1], name)));
            System.out.printf("%5.2f %% of %s differ%n", 100 * others, name);
            alike &= others < TOLERATED;
        }
        if (!alike) {
            System.out.println(
                    "A picture is not what the program shows now. Look at what changed, then take them anew.");
            System.exit(1);
        }
    }

    private static BufferedImage read(File file) throws IOException {
        return Objects.requireNonNull(ImageIO.read(file), file + " is no picture");
    }
}
