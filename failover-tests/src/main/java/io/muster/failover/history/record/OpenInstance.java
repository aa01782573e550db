package io.muster.failover.history.record;

/** An instance with a free seat, as a replica told it. */
public record OpenInstance(long instance, int seatsTaken, int seatsMax)
{
}
