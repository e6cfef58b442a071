/** Ten appeals, of which three are meant in earnest: the share that the experiment saw. */
const letters = [
  { x: 8, y: 18, isMeant: false },
  { x: 84, y: 6, isMeant: true },
  { x: 2, y: 66, isMeant: false },
  { x: 78, y: 56, isMeant: false },
  { x: 12, y: 114, isMeant: true },
  { x: 88, y: 106, isMeant: false },
  { x: 4, y: 164, isMeant: false },
  { x: 80, y: 156, isMeant: true },
  { x: 14, y: 212, isMeant: false },
  { x: 90, y: 206, isMeant: false },
] as const;

const gate = { x: 252, y: 40, width: 128, height: 178 };
const desk = { x: 470, y: 0 };

/** What the bot does, in one glance. Decoration and words are apart: its text is its label. */
export function FlowDrawing({ label }: { readonly label: string }) {
  const meant = letters.filter(({ isMeant }) => isMeant);
  return (
    <svg className="drawing" viewBox="0 0 640 260" role="img" aria-label={label}>
      <g fill="none" strokeWidth="1.5">
        {letters.map(({ x, y, isMeant }) => (
          <path
            key={`way-${x}-${y}`}
            d={`M${x + 56} ${y + 18} C ${200} ${y + 18}, ${190} ${wayIn(y)}, ${gate.x - 4} ${wayIn(y)}`}
            stroke={isMeant ? "var(--accent)" : "var(--line)"}
            strokeWidth={isMeant ? 2.25 : 1.5}
          />
        ))}
        {meant.map(({ y }, index) => (
          <path
            key={`on-${y}`}
            d={`M${gate.x + gate.width + 4} ${wayOut(index)} C 430 ${wayOut(index)}, 420 ${sheetAt(index) + 20}, ${desk.x - 2} ${sheetAt(index) + 20}`}
            stroke="var(--accent)"
            strokeWidth="2.25"
          />
        ))}
      </g>
      {letters.map(({ x, y, isMeant }) => (
        <g key={`letter-${x}-${y}`} transform={`translate(${x} ${y})`}>
          <rect
            width="56"
            height="36"
            rx="4"
            fill={isMeant ? "var(--accent-wash)" : "var(--surface)"}
            stroke={isMeant ? "var(--accent)" : "var(--edge)"}
            strokeWidth={isMeant ? 2 : 1.25}
          />
          <path
            d="M2 5 L28 22 L54 5"
            fill="none"
            stroke={isMeant ? "var(--accent)" : "var(--edge)"}
            strokeWidth={isMeant ? 2 : 1.25}
            strokeLinejoin="round"
          />
        </g>
      ))}
      <Form />
      {meant.map(({ y }, index) => (
        <Sheet key={`sheet-${y}`} x={desk.x} y={sheetAt(index)} />
      ))}
      <Reader />
    </svg>
  );
}

function wayIn(y: number): number {
  return 70 + y * 0.55;
}

function wayOut(index: number): number {
  return 96 + index * 32;
}

function sheetAt(index: number): number {
  return 40 + index * 66;
}

function Form() {
  const rows = [0, 1, 2, 3];
  return (
    <g transform={`translate(${gate.x} ${gate.y})`}>
      <rect
        width={gate.width}
        height={gate.height}
        rx="8"
        fill="var(--surface)"
        stroke="var(--ink)"
        strokeWidth="2"
      />
      <path d="M18 26h58" stroke="var(--ink)" strokeWidth="5" strokeLinecap="round" />
      {rows.map((row) => (
        <g key={row} transform={`translate(18 ${50 + row * 30})`}>
          <rect
            width="16"
            height="16"
            rx="3"
            fill={row < 3 ? "var(--accent)" : "var(--surface)"}
            stroke={row < 3 ? "var(--accent)" : "var(--edge)"}
            strokeWidth="1.5"
          />
          {row < 3 && (
            <path
              d="M4 8.5l3 3 5.5-7"
              fill="none"
              stroke="var(--accent-ink)"
              strokeWidth="2"
              strokeLinecap="round"
              strokeLinejoin="round"
            />
          )}
          <path
            d={row % 2 === 0 ? "M28 5h62M28 13h40" : "M28 5h50M28 13h58"}
            stroke="var(--line)"
            strokeWidth="3"
            strokeLinecap="round"
          />
        </g>
      ))}
    </g>
  );
}

function Sheet({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect
        width="34"
        height="44"
        rx="3"
        fill="var(--surface)"
        stroke="var(--accent)"
        strokeWidth="2"
      />
      <path
        d="M8 13h18M8 21h18M8 29h11"
        stroke="var(--accent)"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </g>
  );
}

/** A person at a table, with one sheet in hand. */
function Reader() {
  return (
    <g strokeLinecap="round" strokeLinejoin="round">
      <circle cx="586" cy="76" r="25" fill="var(--skin)" stroke="var(--ink)" strokeWidth="2" />
      <path
        d="M562 70c3-19 17-27 30-23 12 3 19 12 18 24-13 1-22-5-27-12-4 7-11 11-21 11z"
        fill="var(--hair)"
        stroke="var(--ink)"
        strokeWidth="2"
      />
      <path d="M577 84c2 2 4 2 6 0" fill="none" stroke="var(--hair)" strokeWidth="2" />
      <path
        d="M542 214v-46c0-30 18-50 44-50s46 20 46 50v46z"
        fill="var(--accent)"
        stroke="var(--ink)"
        strokeWidth="2"
      />
      <g transform="rotate(-6 556 176)">
        <rect
          x="528"
          y="146"
          width="52"
          height="64"
          rx="4"
          fill="var(--surface)"
          stroke="var(--ink)"
          strokeWidth="2"
        />
        <path
          d="M538 162h32M538 173h32M538 184h32M538 195h19"
          stroke="var(--edge)"
          strokeWidth="2.5"
        />
      </g>
      <path d="M606 160c4 18-4 30-26 32" fill="none" stroke="var(--ink)" strokeWidth="2" />
      <circle cx="579" cy="192" r="6" fill="var(--skin)" stroke="var(--ink)" strokeWidth="2" />
      <path d="M508 216h132" stroke="var(--ink)" strokeWidth="3" />
    </g>
  );
}
