package ca.laval.mondossier.council;

/** What a body resolved; of the planning committee, which only recommends: favourable, unfavourable, later. */
public enum Outcome { ADOPTED, REFUSED, POSTPONED }
