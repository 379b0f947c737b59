/** A small city hall that breaks each rule of `ArchitectureTest` once. Outside `ca.laval`, so that the application never finds it. */
package planted;
