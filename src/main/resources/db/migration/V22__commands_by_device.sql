-- What other measures keep away from a device is asked with each command: without an index of its own, it reads all commands there are.
create index device_command_device on device_command (device, kind);
