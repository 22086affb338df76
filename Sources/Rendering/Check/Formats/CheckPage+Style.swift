extension CheckPage {
    /// How the page looks: light and dark, wide and narrow, on paper.
    static let style = """
        :root { color-scheme: light dark; --ink: #1c1f23; --paper: #fff; --line: #d8dde3;
          --quiet: #5b6570; --pass: #17753a; --warn: #8a5a00; --fail: #b3261e; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e4e7eb; --paper: #16191d;
          --line: #333a42; --quiet: #98a2ad; --pass: #5fcb85; --warn: #e0b04a; --fail: #ff8a80; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink);
          font: 16px/1.5 system-ui, sans-serif; }
        main { max-width: 64rem; margin: 0 auto; padding: 1rem 1.25rem 3rem; }
        h1 { font-size: 1.6rem; } h2 { font-size: 1.3rem; margin-top: 2.5rem; }
        h3 { font: 600 1rem ui-monospace, monospace; margin: 1.5rem 0 .5rem; }
        h1, h2, h3, td, dd, p { overflow-wrap: anywhere; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; }
        th { text-align: left; color: var(--quiet); font-weight: 600; }
        td, th { padding: .35rem .75rem .35rem 0; vertical-align: top;
          border-top: 1px solid var(--line); }
        td:last-child { width: 70%; }
        code { font: .9em ui-monospace, monospace; }
        .pass { color: var(--pass); } .warn { color: var(--warn); font-weight: 600; }
        .fail { color: var(--fail); font-weight: 600; } .skip, .time, footer { color: var(--quiet); }
        .time { margin-top: -.75rem; font-size: .9rem; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem .75rem;
          margin: .4rem 0; font-size: .92rem; }
        dt { color: var(--quiet); } dd { margin: 0; }
        a { color: inherit; } footer { margin-top: 3rem; font-size: .9rem; }
        @media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dt { margin-top: .3rem; } }
        @media print { main { max-width: none; } }
        """
}
