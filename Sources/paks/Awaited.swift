import Panes

/// What a screen process waits for.
enum Awaited: Equatable {
    case keyboard, terminal, shell, door
    case nextFrame, fragment, nudge, sizeAgain, rest
    case output(JobID)
    case errors(JobID)
    case client(ClientID)
    case timer(TimerID)

    private static let plain: [Awaited] = [
        .keyboard, .terminal, .shell, .door, .nextFrame, .fragment, .nudge, .sizeAgain, .rest,
    ]

    /// What the loop knows it by.
    var number: Int {
        switch self {
        case .keyboard: 0
        case .terminal: 1
        case .shell: 2
        case .door: 3
        case .nextFrame: 4
        case .fragment: 5
        case .nudge: 6
        case .sizeAgain: 7
        case .rest: 8
        case .output(let id): 16 * id.number + 9
        case .errors(let id): 16 * id.number + 10
        case .client(let id): 16 * id.number + 11
        case .timer(let id): 16 * id.rawValue + 12
        }
    }

    init?(_ number: Int) {
        switch number & 15 {
        case 0...8: self = Self.plain[number & 15]
        case 9: self = .output(JobID(number >> 4))
        case 10: self = .errors(JobID(number >> 4))
        case 11: self = .client(ClientID(number >> 4))
        case 12:
            guard let id = TimerID(rawValue: number >> 4) else { return nil }
            self = .timer(id)
        default: return nil
        }
    }
}
