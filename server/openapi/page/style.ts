/** The page's style sheet: the dashboard's colours, each with its light and its dark value. */
export const STYLE = `:root {
  color-scheme: light dark;
  --ground: light-dark(#f3f4f2, #111416);
  --surface: light-dark(#ffffff, #191d20);
  --sunken: light-dark(#eaece8, #0c0f10);
  --line: light-dark(#dcdfd9, #2d3439);
  --line-strong: light-dark(#8a918b, #6d7880);
  --ink: light-dark(#1b211f, #e8ecea);
  --ink-2: light-dark(#47504c, #b9c2be);
  --ink-3: light-dark(#5f6964, #98a39e);
  --accent: light-dark(#0b6670, #5cc8d0);
  --accent-wash: light-dark(#e0f0f0, #15323a);
  --on-accent: light-dark(#ffffff, #06282c);
  --good: light-dark(#1c6b3c, #7fd3a0);
  --medium: light-dark(#755a00, #e6c65a);
  --critical: light-dark(#a8122f, #ff8b96);
  --low: light-dark(#2a5d9c, #8fbcf5);
  --face: system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
  --code: ui-monospace, "SFMono-Regular", Consolas, "Noto Sans Mono CJK SC", monospace;
}
* { box-sizing: border-box; }
html { scroll-padding-top: 16px; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.65 var(--face); overflow-wrap: anywhere; }
a { color: var(--accent); }
a:focus-visible, summary:focus-visible, input:focus-visible, button:focus-visible, pre:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
code, pre { font-family: var(--code); font-size: 0.875em; }
p { margin: 8px 0; max-width: 76ch; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 8px; top: 8px; background: var(--surface); padding: 8px; z-index: 1; }
header { padding: 20px 16px 12px; border-bottom: 1px solid var(--line); background: var(--surface); }
header p { margin: 0; }
.brand { color: var(--ink-2); font-size: 14px; }
h1 { margin: 0 0 12px; font-size: 28px; line-height: 1.3; }
h1 small { color: var(--ink-3); font-size: 14px; font-weight: 400; }
form { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
form label { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
input[type="search"] { flex: 1 1 200px; max-width: 420px; min-height: 44px; padding: 4px 12px; font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--line-strong); border-radius: 8px; }
button { min-height: 44px; padding: 4px 16px; font: inherit; color: var(--on-accent); background: var(--accent); border: 0; border-radius: 8px; }
output { color: var(--ink-2); font-variant-numeric: tabular-nums; }
.links { display: flex; flex-wrap: wrap; gap: 20px; padding-top: 8px; }
.links a { display: inline-block; padding: 8px 0; }
.columns { display: grid; grid-template-columns: minmax(0, 1fr); gap: 24px; max-width: 1360px; margin: 0 auto; padding: 16px; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav li ul { display: none; }
nav > ul { display: flex; flex-wrap: wrap; gap: 4px 16px; }
nav a { text-decoration: none; }
nav .group { display: inline-block; padding: 8px 0; font-weight: 600; }
h2 { margin: 32px 0 4px; font-size: 22px; line-height: 1.4; }
h3 { margin: 20px 0 4px; font-size: 16px; }
h4 { margin: 16px 0 4px; font-size: 14px; color: var(--ink-2); }
.operation { margin: 8px 0; background: var(--surface); border: 1px solid var(--line); border-radius: 8px; }
.operation > summary { padding: 10px 12px; cursor: pointer; }
.operation[open] > summary { border-bottom: 1px solid var(--line); }
.operation:has(:target) { border-color: var(--accent); }
/* Whoever is led inside sees the line above it as well. */
.inside { padding: 4px 12px 12px; scroll-margin-top: 72px; }
.method { display: inline-block; min-width: 4em; font: 600 13px var(--code); color: var(--low); }
.method.post, .method.put, .method.patch { color: var(--good); }
.method.delete { color: var(--critical); }
.path { font-weight: 600; }
.summary { display: block; padding-left: 18px; color: var(--ink-2); }
.fields, .replies { list-style: none; margin: 4px 0; padding: 0; font-size: 14px; }
.fields .fields { margin-left: 4px; padding-left: 14px; border-left: 2px solid var(--line); }
.fields li, .replies li { padding: 4px 0; border-top: 1px solid var(--line); }
.fields .fields li:first-child { border-top: 0; }
.name { font-weight: 600; }
.type { color: var(--accent); }
.required { color: var(--medium); font-size: 13px; }
.optional, .limit { color: var(--ink-3); font-size: 13px; }
.note { color: var(--ink-2); }
.sample { background: var(--sunken); padding: 1px 4px; border-radius: 4px; }
.status { font-variant-numeric: tabular-nums; }
.status.s2 { color: var(--good); }
.status.s4 { color: var(--medium); }
.status.s5 { color: var(--critical); }
.media { margin: 2px 0; }
.media code + code { margin-left: 4px; }
.example summary { cursor: pointer; color: var(--accent); padding: 4px 0; font-size: 14px; }
pre { margin: 4px 0; padding: 12px; max-height: 420px; overflow: auto; background: var(--sunken); border-radius: 8px; line-height: 1.5; white-space: pre-wrap; }
.named { padding: 4px 12px 12px; margin: 8px 0; background: var(--surface); border: 1px solid var(--line); border-radius: 8px; }
.named h3 { margin: 8px 0 0; }
.named:target { border-color: var(--accent); }
.none { padding: 32px 0; color: var(--ink-2); }
@media (min-width: 960px) {
  .summary { display: inline; padding-left: 8px; }
  .method { min-width: 64px; }
  header { padding: 20px max(24px, calc(50vw - 656px)) 12px; }
  .columns { grid-template-columns: 272px minmax(0, 1fr); gap: 40px; padding: 16px 24px 64px; }
  nav { position: sticky; top: 16px; align-self: start; max-height: calc(100vh - 32px); overflow-y: auto; font-size: 14px; line-height: 1.5; }
  nav > ul { display: block; }
  nav li ul { display: block; margin-bottom: 8px; }
  nav li li a { display: block; padding: 3px 0 3px 10px; color: var(--ink-2); border-left: 2px solid var(--line); }
  nav li li a:hover { color: var(--accent); border-left-color: var(--accent); }
  nav .group { padding: 4px 0; }
}
`;
