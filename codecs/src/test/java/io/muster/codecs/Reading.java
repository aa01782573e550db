package io.muster.codecs;

import java.util.List;

/**
 * What a message said, however it was read.
 *
 * @param values {@code name=value} of each field, group size and data, in the order of the schema.
 * @param length of the message, header included, in bytes.
 */
record Reading(List<String> values, int length)
{
}
