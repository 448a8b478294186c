// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The program's name and version, which the build takes from pom.xml. */
final class Product implements IVersionProvider {
    private static final String RESOURCE = "product.properties";

    @Override
    public String[] getVersion() {
        return new String[] {nameAndVersion()};
    }

    /** Such as {@code Daxboard 1.2.3}; a snapshot has the version of the release that it leads to. */
    static String nameAndVersion() {
        Properties product = new Properties();
        try (InputStream in =
                Objects.requireNonNull(Product.class.getResourceAsStream(RESOURCE), "the build made no " + RESOURCE)) {
            product.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "Daxboard " + product.getProperty("version", "").replace("-SNAPSHOT", "");
    }
}
