/**
 * A long and lifelike log for the engine, written once and applied as often as is wanted: for measuring, and for tests
 * of whole lives. Hears an engine's events and answers them as session and game nodes would.
 */
package io.muster.master.engine.script;
