package ca.laval.mondossier.catalogue;

import java.util.List;
import java.util.Map;

/** Asks a decision table, without leaving a trace in the engine's history; the engine's side implements it. */
public interface DecisionTables {

    /** The rules that match, each with its outputs by name. */
    List<Map<String, Object>> evaluate(String decisionId, Map<String, Object> facts);
}
