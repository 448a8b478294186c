// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.ui.Desk;
import io.github.daxboard.ui.export.ExportViewModel.Document;
import io.github.daxboard.ui.map.MapViewModel;
import java.io.StringReader;
import java.time.ZoneOffset;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ExportViewModelTest {
    private final Desk desk = new Desk();
    private final MapViewModel map = new MapViewModel(desk.session, desk.selection);
    private final ExportViewModel export = new ExportViewModel(
            desk.session, () -> desk.board.picture().get(), () -> map.picture().get(), () -> false, ZoneOffset.UTC);

    @ParameterizedTest
    @EnumSource(value = Document.class, names = ".*_SVG", mode = EnumSource.Mode.MATCH_ALL)
    void aPictureIsWellFormedAndHasEveryDeviceInWords(Document document) throws Exception {
        NodeList titles = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(export.text(document).orElseThrow())))
                .getElementsByTagName("title");
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < titles.getLength(); i++) {
            words.append(titles.item(i).getTextContent()).append('\n');
        }
        assertThat(words)
                .contains("memlab-1, read 2026-11-24 14:32:07", "dax0.0", "dax1.1", "dax1.2", "dax2.0", "pinned");
    }

    @Test
    void whatTheKernelGaveCanNotEndAnElement() {
        assertThat(Svg.escape("<a b=\"c\">&\u0007")).isEqualTo("&lt;a b=&quot;c&quot;&gt;&amp;\ufffd");
    }

    @Test
    void theSnapshotIsADocumentOfFactsWithTheirAttributes() {
        assertThat(export.text(Document.SNAPSHOT_JSON).orElseThrow())
                .contains("\"is\" : \"snapshot\"", "\"device\" : \"dax1.0\"", "/dax1.0/target_node", "\"node\" : 3");
    }

    @Test
    void aFilesNameSaysWhoseItIs() {
        assertThat(export.fileName(Document.BOARD_SVG)).isEqualTo("memlab-1-board.svg");
    }
}
