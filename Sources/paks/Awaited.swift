import Panes

/// What a screen process waits for.
enum Awaited: Equatable {
    case keyboard, terminal, shell, door
    case nextFrame, fragment, nudge, sizeAgain
    case output(JobID)
    case errors(JobID)
    case client(ClientID)
    case timer(TimerID)

    private static let plain: [Awaited] = [
        .keyboard, .terminal, .shell, .door, .nextFrame, .fragment, .nudge, .sizeAgain,
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
        case .output(let id): 16 * id.number + 8
        case .errors(let id): 16 * id.number + 9
        case .client(let id): 16 * id.number + 10
        case .timer(let id): 16 * id.rawValue + 11
        }
    }

    init?(_ number: Int) {
        switch number & 15 {
        case 0...7: self = Self.plain[number & 7]
        case 8: self = .output(JobID(number >> 4))
        case 9: self = .errors(JobID(number >> 4))
        case 10: self = .client(ClientID(number >> 4))
        case 11:
            guard let id = TimerID(rawValue: number >> 4) else { return nil }
            self = .timer(id)
        default: return nil
        }
    }
}
