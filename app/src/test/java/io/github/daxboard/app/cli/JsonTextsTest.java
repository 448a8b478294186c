// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** JSON has each sentence in English and, beside it, without a language. */
class JsonTextsTest {
    private static String json(String words) {
        return CommandLineRun.of((words + " --json --host demo").split(" "))
                .out()
                .replaceAll("\\s+", " ");
    }

    @Test
    void aRefusalHasTheKeysOfItsSentences() {
        assertThat(json("plan dax0.0 fsdev"))
                .contains("\"what\" : \"dax0.0 is in use.\"")
                .contains("\"what\" : { \"key\" : \"plan.held.what\", \"args\" : [ \"dax0.0\"");
    }

    @Test
    void aStepAndAChangeHaveThemToo() {
        assertThat(json("plan dax0.1 fsdev"))
                .contains("\"does\" : { \"key\" : \"action.checkHolders\", \"args\" : [ \"dax0.1\" ] }")
                .contains("\"proof\" : { \"key\" : \"proof.noHolder\", \"args\" : [ ] }")
                .contains("\"effect\" : { \"key\" : \"effect.fsdev.mmapEnds\"");
    }

    @Test
    void aFindingHasThemToo() {
        assertThat(json("doctor")).contains("\"title\" : { \"key\" : \"doctor.devices\", \"args\" : [ \"demo\", {");
    }
}
