// SPDX-License-Identifier: Apache-2.0
/**
 * The window of Daxboard. One screen is one package: view, view model, stylesheet. View models hold every decision and know
 * no control; views bind to them. All text is in {@code words}, all colour in {@code theme}.
 *
 * <p>Node ids that tests and helpers may rely on. What the board uses again for another device or region (tile, from, region,
 * fold, column, create) has one only with {@code -Ddaxboard.names=true}, as the build's tests have it:
 *
 * <table>
 * <caption>Node ids</caption>
 * <tr><td>{@code tile-dax0-0}</td><td>tile of dax0.0, where it is or will be; a dot would end an id in a selector</td></tr>
 * <tr><td>{@code from-dax0-0}</td><td>the place that a device leaves with a queued change</td></tr>
 * <tr><td>{@code region-0}, {@code fold-0}</td><td>a region's card, and what folds it</td></tr>
 * <tr><td>{@code column-0-fsdev}</td><td>the cell of region 0 and a mode, by the mode's word</td></tr>
 * <tr><td>{@code create-0}, {@code menu-create}, {@code menu-clean}</td><td>a region's new device, and its head's menu</td></tr>
 * <tr><td>{@code form}, {@code form-size}, {@code form-slider}, {@code form-mode-fsdev}, {@code form-align-2m},
 *     {@code form-words}, {@code form-accept}, {@code form-cancel}</td><td>the dialog for a size</td></tr>
 * <tr><td>{@code board-scroll}, {@code board-nothing}</td><td>what scrolls, and what is said where nothing was found</td></tr>
 * <tr><td>{@code drag-bubble}</td><td>what flies with a tile in the air</td></tr>
 * <tr><td>{@code refused-card}, {@code refused-close}</td><td>why the last drop was refused</td></tr>
 * <tr><td>{@code menu-move}, {@code menu-move-fsdev}, {@code menu-resize}, {@code menu-split}, {@code menu-align},
 *     {@code menu-memory}, {@code menu-destroy}</td><td>the menu of a tile: its head and its items</td></tr>
 * <tr><td>{@code views}, {@code view-board}, {@code view-map}, {@code view-activity}</td><td>the switch of views</td></tr>
 * <tr><td>{@code map}, {@code activity}</td><td>the other views</td></tr>
 * <tr><td>{@code inspector}, {@code inspector-device}, {@code inspector-close}, {@code move-fsdev}</td><td>the selected
 *     device, its name, its buttons</td></tr>
 * <tr><td>{@code inspector-copy}, {@code fact-target-node}</td><td>copies all of it; a fact's attribute, with a menu</td></tr>
 * <tr><td>{@code copy-value}, {@code copy-path}, {@code open-path}</td><td>that menu's items</td></tr>
 * <tr><td>{@code block-strip}, {@code node-chart}</td><td>memory blocks, and the node over the last minutes</td></tr>
 * <tr><td>{@code map}, {@code map-overview}, {@code map-lanes}</td><td>the map, its row of all addresses, its lanes</td></tr>
 * <tr><td>{@code map-zoom}, {@code map-zoom-in}, {@code map-zoom-out}, {@code map-whole}</td><td>its zoom</td></tr>
 * <tr><td>{@code node-3}</td><td>a node's card on the map</td></tr>
 * <tr><td>{@code host-all}, {@code hosts-add}</td><td>all hosts; adds hosts over ssh</td></tr>
 * <tr><td>{@code fleet}, {@code fleet-hosts}, {@code fleet-find}, {@code fleet-filter-look}, {@code fleet-add}</td>
 *     <td>the page of all hosts, its table, search, filters ({@code all look free fsdev})</td></tr>
 * <tr><td>{@code add-hosts}, {@code add-hosts-text}, {@code add-hosts-ok}, {@code add-hosts-wrong}</td>
 *     <td>the form that adds hosts</td></tr>
 * <tr><td>{@code activity}, {@code activity-1}, {@code activity-fold-1}, {@code activity-undo-1}, {@code activity-copy-1}</td>
 *     <td>what was done: an entry by its number, its details, its undo</td></tr>
 * <tr><td>{@code export}, {@code export-board-svg}, {@code export-view-png}, {@code export-print}</td>
 *     <td>the export button, and items of its menu</td></tr>
 * <tr><td>{@code plan}, {@code plan-state}, {@code plan-counts}, {@code plan-note}</td><td>the drawer and its head</td></tr>
 * <tr><td>{@code apply}, {@code apply-off}</td><td>the button that starts to write, and why it is off</td></tr>
 * <tr><td>{@code plan-undo}, {@code plan-redo}, {@code plan-clear}, {@code plan-again}, {@code plan-fold}</td>
 *     <td>the drawer's other buttons</td></tr>
 * <tr><td>{@code change-1}, {@code drop-dax0-0}</td><td>a queued change, and its x</td></tr>
 * <tr><td>{@code steps}, {@code step-1}</td><td>the step table, and a step's first cell</td></tr>
 * <tr><td>{@code rise-2}, {@code sink-1}, {@code onlining-kernel-1}</td><td>a queued change's order, and its memory's zone</td></tr>
 * <tr><td>{@code run-tree}, {@code run-1}, {@code run-1-2}, {@code run-1-undo-2}, {@code turn-1}</td>
 *     <td>a run: a change, its step, how that was undone, what shows or hides the steps</td></tr>
 * <tr><td>{@code run-strip}, {@code plan-elapsed}, {@code plan-far}, {@code stop}</td><td>how far a run is, and its end</td></tr>
 * <tr><td>{@code plan-save}, {@code save-plan}, {@code plan-report}, {@code copy-report}, {@code save-report-text},
 *     {@code save-report-html}</td><td>the drawer's menus</td></tr>
 * <tr><td>{@code confirm-name-dax0-0}, {@code confirm-dax0-0}</td><td>where a device's name is typed to agree to a loss</td></tr>
 * <tr><td>{@code refusal-again-1}, {@code refusal-holders-1}</td><td>what a card offers</td></tr>
 * <tr><td>{@code outcome}, {@code refusal-1}, {@code state-now}</td><td>what came of a run: its cards</td></tr>
 * <tr><td>{@code hosts}, {@code host-local}, {@code host-demo}, {@code host-lab}</td><td>the host bar</td></tr>
 * <tr><td>{@code as-it-is}, {@code as-it-will-be}</td><td>what the board shows</td></tr>
 * <tr><td>{@code search}, {@code sort}, {@code sort-size}</td><td>what is shown of the board, and in which order</td></tr>
 * <tr><td>{@code settings}, {@code settings-panel}, {@code density-compact}, {@code reduced-motion}</td><td>settings</td></tr>
 * <tr><td>{@code notices}, {@code notice-rights}, {@code recover-undo}</td><td>what is missing, told at the start</td></tr>
 * <tr><td>{@code theme-toggle}, {@code theme-light}, {@code theme-dark}, {@code theme-system}</td><td>the theme</td></tr>
 * <tr><td>{@code keys}, {@code keys-list}</td><td>the button of the list of keys, and the list</td></tr>
 * <tr><td>{@code banner}, {@code banner-link}</td><td>why the demo is shown, and the way to this machine's page</td></tr>
 * <tr><td>{@code status}, {@code status-live}, {@code status-rights}, {@code status-said}</td><td>the status line</td></tr>
 * <tr><td>{@code opening}, {@code unreachable}, {@code retry}</td><td>a host on its way, or out of reach</td></tr>
 * <tr><td>{@code this-machine}, {@code findings}, {@code doctor}, {@code open-demo}, {@code open-lab}</td><td>a host without DAX</td></tr>
 * </table>
 */
@NullMarked
package io.github.daxboard.ui;

import org.jspecify.annotations.NullMarked;
