public import ArgumentParser
public import SigningKeys

/// A format is named on the command line as it is called.
extension KeyFileFormat: ExpressibleByArgument {}
