/** Questions as they come by wire, against the directories. */
package io.muster.master.engine.answer;
