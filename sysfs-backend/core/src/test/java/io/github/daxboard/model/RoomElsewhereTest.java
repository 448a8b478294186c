// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.model.RoomElsewhere.Answer;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is not read is neither room nor want of it. */
class RoomElsewhereTest {
    private static final long GIB = 1L << 30;
    private static final Reading<Long> ONE = Reading.of(GIB);
    private static final Reading<Integer> ONE_ID = Reading.of(1);
    private static final NodeMemory DAX = node(1, false, 2 * GIB, 0);

    private static NodeMemory node(int id, boolean processors, long total, long free) {
        return new NodeMemory(id, Reading.of(processors), Reading.of(total), Reading.of(free), Reading.of(0L));
    }

    private static NodeMemory unread(int id) {
        Reading<Long> nothing = Reading.failed(Errno.EIO);
        return new NodeMemory(id, Reading.of(true), nothing, nothing, nothing);
    }

    private static List<MemoryBlock> blocks(int count) {
        return LongStream.range(0, count)
                .mapToObj(index ->
                        new MemoryBlock(index, index * GIB, Reading.of("online"), Reading.of("Movable"), Reading.of(1)))
                .toList();
    }

    private static RoomElsewhere room(NodeMemory... nodes) {
        return RoomElsewhere.forBlocks(blocks(2), ONE, Reading.absent(), List.of(nodes));
    }

    @Test
    void whatIsKnownMaySuffice() {
        assertThat(room(node(0, true, 8 * GIB, 4 * GIB), DAX, unread(2)).answer())
                .isEqualTo(Answer.ENOUGH);
        // The node that the memory leaves can't be read: all of the blocks may be in use.
        assertThat(room(node(0, true, 8 * GIB, 4 * GIB), unread(1)).answer()).isEqualTo(Answer.ENOUGH);
    }

    @Test
    void whereItDoesNotSufficeTheAnswerIsNotKnown() {
        NodeMemory full = node(0, true, 8 * GIB, GIB);
        assertThat(room(full, DAX).answer()).isEqualTo(Answer.TOO_LITTLE);
        assertThat(room(full, DAX, unread(2)).answer()).isEqualTo(Answer.UNKNOWN);
        assertThat(room(full, unread(1)).answer()).isEqualTo(Answer.UNKNOWN);
        assertThat(room(unread(0), DAX).answer()).isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void withoutTheCachesAnAnswerOfTooLittleIsNotKnown() {
        NodeMemory full = new NodeMemory(0, Reading.of(true), Reading.of(8 * GIB), Reading.of(GIB), Reading.absent());
        assertThat(room(full, DAX).answer()).isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void withoutAnyNodeNothingIsKnown() {
        RoomElsewhere room = room();
        assertThat(room.answer()).isEqualTo(Answer.UNKNOWN);
        assertThat(room.need()).isEqualTo(2 * GIB);
    }

    /** Its node can't be left out of those that take its pages. */
    @Test
    void aBlockOfAnUnknownNodeMayHaveNoRoom() {
        List<MemoryBlock> nowhere = blocks(1).stream()
                .map(block ->
                        new MemoryBlock(block.index(), block.start(), block.state(), block.zones(), Reading.absent()))
                .toList();
        List<NodeMemory> nodes = List.of(node(0, true, 8 * GIB, 8 * GIB), DAX);
        assertThat(RoomElsewhere.forBlocks(nowhere, ONE, Reading.absent(), nodes)
                        .answer())
                .isEqualTo(Answer.UNKNOWN);
        assertThat(RoomElsewhere.forBlocks(nowhere, ONE, ONE_ID, nodes).answer())
                .isEqualTo(Answer.ENOUGH);
    }

    /** Which nodes take pages of a kernel zone is known of nodes whose processors are. */
    @Test
    void aKernelZoneNeedsToKnowTheProcessors() {
        List<MemoryBlock> kernel =
                List.of(new MemoryBlock(0, 0, Reading.of("online"), Reading.of("Normal"), Reading.of(1)));
        NodeMemory unknown =
                new NodeMemory(0, Reading.failed(Errno.EIO), Reading.of(8 * GIB), Reading.of(8 * GIB), Reading.of(0L));
        assertThat(RoomElsewhere.forBlocks(kernel, ONE, ONE_ID, List.of(unknown, DAX))
                        .answer())
                .isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void nothingToMoveNeedsNothing() {
        assertThat(RoomElsewhere.forBlocks(List.of(), ONE, Reading.absent(), List.of())
                        .answer())
                .isEqualTo(Answer.ENOUGH);
        assertThat(room(node(0, true, GIB, 0), node(1, false, 2 * GIB, 2 * GIB)).answer())
                .isEqualTo(Answer.ENOUGH);
    }
}
