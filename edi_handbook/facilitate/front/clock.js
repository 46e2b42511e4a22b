// Times of a session plan as text: "0:20" from the start, "09:50" by the clock.

export const minutes = (text) => { const [hours, rest] = text.split(":").map(Number); return hours * 60 + rest; };

// Past midnight the hours begin again, as on a night shift.
export const clock = (at) => `${String(Math.floor(at / 60) % 24).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
