import Testing

@testable import Panes
