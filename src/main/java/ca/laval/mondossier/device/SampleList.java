package ca.laval.mondossier.device;

/** An asset list that a newcomer can import, where the devices are a demonstration. */
public interface SampleList {

    /** As {@link CsvImport} reads it, in UTF-8. */
    byte[] csv();
}
