// swift-tools-version: 6.2
import PackageDescription

let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// A library module of the house: floor by floor, the arrows only point down.
func room(_ name: String, _ dependencies: [Target.Dependency], extra: [SwiftSetting] = []) -> Target
{
    .target(name: name, dependencies: dependencies, swiftSettings: house + extra)
}

/// The tests of one room.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: house)
}

/// The Swift standard library goes into the executable: it starts sooner, and runs where no Swift is.
let selfContained: [LinkerSetting] = [
    .unsafeFlags([
        "-static-stdlib", "-lFoundation", "-lCoreFoundation", "-lFoundationInternationalization",
        "-l_FoundationICU", "-l_FoundationCollections", "-l_FoundationCShims",
        "-lswiftSynchronization", "-lstdc++", "-Xlinker", "--gc-sections", "-Xlinker", "-s",
    ])
]

let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "NIOHTTP1", package: "swift-nio"),
    .product(name: "NIOTLS", package: "swift-nio"),
    .product(name: "NIOSSL", package: "swift-nio-ssl"),
]

let package = Package(
    name: "fedctl",
    products: [
        .executable(name: "fedctl", targets: ["fedctl"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    ],
    targets: [
        // System libraries: a module map and one shim.h each.
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),

        // Floor 1
        room("MatrixJSON", [], extra: [.strictMemorySafety()]),
        room("Findings", []),
        room("Certificates", ["COpenSSL"]),
        // Floor 2
        room("FederationCore", ["MatrixJSON", "Findings", "Certificates", "COpenSSL"]),
        // Floor 3
        room("SigningKeys", ["FederationCore", "MatrixJSON", "Findings", "Certificates"]),
        room("ServerDiscovery", ["FederationCore", "MatrixJSON", "Findings"]),
        room("Transport", ["FederationCore", "Certificates", "CCurl", "COpenSSL"]),
        room("TLSInspection", ["FederationCore", "Certificates", "COpenSSL"]),
        room("RoomEvents", ["FederationCore", "MatrixJSON", "Findings"]),
        // Floor 4
        room("RoomState", ["RoomEvents", "FederationCore", "MatrixJSON", "Findings"]),
        room(
            "FederationClient",
            [
                "RoomEvents", "FederationCore", "MatrixJSON", "Findings", "SigningKeys",
                "ServerDiscovery",
            ]),
        // Floor 5
        room(
            "FederationChecks",
            [
                "FederationClient", "FederationCore", "MatrixJSON", "Findings", "SigningKeys",
                "ServerDiscovery", "Certificates",
            ]),
        room(
            "RoomParticipation",
            [
                "FederationClient", "RoomState", "RoomEvents", "FederationCore", "MatrixJSON",
                "Findings", "SigningKeys",
            ]),
        // Floor 6
        room(
            "TestHomeserver",
            [
                "RoomParticipation", "RoomState", "RoomEvents", "FederationClient",
                "FederationCore", "MatrixJSON", "Findings", "SigningKeys", "Certificates",
            ] + nio),
        // Floor 7
        room(
            "Rendering",
            [
                "FederationChecks", "FederationClient", "RoomState", "RoomEvents",
                "FederationCore", "MatrixJSON", "Findings",
                "SigningKeys", "ServerDiscovery", "Certificates",
            ]),
        // Floor 8
        room(
            "FederationCLI",
            [
                "Rendering", "TestHomeserver", "RoomParticipation", "FederationChecks",
                "FederationClient", "RoomState", "RoomEvents", "FederationCore",
                "MatrixJSON", "Findings", "SigningKeys", "ServerDiscovery", "Certificates",
                "Transport",
                "TLSInspection", argumentParser, yams,
            ]),
        // Floor 9
        .executableTarget(
            name: "fedctl", dependencies: ["FederationCLI"], swiftSettings: house,
            linkerSettings: selfContained),

        // Tests: a target a room, the doubles that they share, the built binary, the project itself.
        .target(
            name: "TestSupport",
            dependencies: [
                "RoomEvents", "FederationCore", "MatrixJSON", "Findings", "Certificates",
                "COpenSSL",
            ],
            path: "Tests/TestSupport", swiftSettings: house),
        .executableTarget(
            name: "FederationBenchmarks",
            dependencies: [
                "RoomState", "RoomEvents", "FederationCore", "MatrixJSON", "TestSupport",
            ],
            path: "Tests/Benchmarks/Sources", swiftSettings: house),
        tests("MatrixJSONTests", ["MatrixJSON"]),
        tests("FindingsTests", ["Findings"]),
        tests("CertificatesTests", ["Certificates", "TestSupport"]),
        tests(
            "FederationCoreTests",
            ["FederationCore", "MatrixJSON", "Findings", "Certificates", "TestSupport"]),
        tests(
            "SigningKeysTests",
            ["SigningKeys", "FederationCore", "MatrixJSON", "Findings", "TestSupport"]),
        tests(
            "RoomEventsTests",
            ["RoomEvents", "FederationCore", "MatrixJSON", "Findings", "TestSupport"]),
        tests(
            "RoomStateTests",
            [
                "RoomState", "RoomEvents", "FederationCore", "MatrixJSON", "Findings",
                "TestSupport",
            ]),
        tests(
            "ServerDiscoveryTests",
            ["ServerDiscovery", "FederationCore", "MatrixJSON", "TestSupport"]),
        tests("TransportTests", ["Transport", "FederationCore", "Certificates", "TestSupport"]),
        tests(
            "TLSInspectionTests",
            ["TLSInspection", "FederationCore", "Certificates", "TestSupport"]),
        tests(
            "FederationClientTests",
            [
                "FederationClient", "RoomEvents", "FederationCore", "MatrixJSON", "Findings",
                "SigningKeys", "ServerDiscovery", "TestSupport",
            ]),
        tests(
            "FederationChecksTests",
            [
                "FederationChecks", "FederationClient", "FederationCore", "MatrixJSON", "Findings",
                "SigningKeys", "ServerDiscovery", "Certificates", "TestSupport",
            ]),
        tests(
            "RoomParticipationTests",
            [
                "RoomParticipation", "RoomState", "RoomEvents", "FederationClient",
                "FederationCore", "MatrixJSON", "Findings", "SigningKeys", "TestSupport",
            ]),
        tests(
            "TestHomeserverTests",
            [
                "TestHomeserver", "RoomParticipation", "RoomState", "RoomEvents",
                "FederationClient", "FederationCore", "MatrixJSON", "Findings", "SigningKeys",
                "Certificates", "Transport", "TLSInspection", "TestSupport",
            ]),
        tests(
            "RenderingTests",
            [
                "Rendering", "FederationClient", "FederationChecks", "RoomState", "RoomEvents",
                "FederationCore",
                "MatrixJSON", "Findings",
                "SigningKeys", "ServerDiscovery", "Certificates", "TestSupport",
            ]),
        tests(
            "FederationCLITests",
            ["FederationCLI", "TestHomeserver", "FederationCore", "MatrixJSON", "TestSupport"]),
        tests("CommandTests", ["Certificates", "MatrixJSON", "TestSupport"]),
        tests(
            "ProjectTests",
            [
                "Rendering", "FederationClient", "FederationChecks", "FederationCore", "MatrixJSON",
                "Findings", "TestSupport",
            ]),
    ]
)
