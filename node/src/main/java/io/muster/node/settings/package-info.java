/**
 * The settings of one process: read once at the start, from a file and the command line, checked and printed with the
 * sentence that explains each. The main thread owns them; they never change afterwards.
 */
package io.muster.node.settings;
