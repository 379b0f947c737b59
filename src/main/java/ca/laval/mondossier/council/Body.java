package ca.laval.mondossier.council;

/** Who sits and decides, or recommends: the municipal council, the executive committee, the planning advisory committee. */
public enum Body { COUNCIL, EXECUTIVE, CCU }
