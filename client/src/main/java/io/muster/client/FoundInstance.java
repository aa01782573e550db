package io.muster.client;

/**
 * An instance with a free seat, as it was at the position of the answer. The seat may be gone when it is asked for.
 *
 * @param instanceId to be joined with {@link Player#join}.
 * @param seatsTaken seats that are taken or promised.
 * @param seatsMax   seats in all.
 */
public record FoundInstance(long instanceId, int seatsTaken, int seatsMax)
{
}
