// Where the points of a network lie. No chance is in it: the same network always looks the same.

/** Positions in a box for `nodes` (their number) and `ties` ({a, b, weight}): ties pull, points push, all fall inwards. */
function forceLayout(nodes, ties, width, height) {
  const golden = Math.PI * (3 - Math.sqrt(5));
  const points = Array.from({ length: nodes }, (_, index) => {
    const radius = 0.5 * Math.sqrt((index + 0.5) / nodes);
    return { x: radius * Math.cos(index * golden), y: radius * Math.sin(index * golden) };
  });
  const room = 0.75 / Math.sqrt(Math.max(nodes, 1));
  const rounds = 300;
  for (let round = 0; round < rounds; round += 1) {
    const moves = points.map((point) => ({ x: -point.x * 0.12, y: -point.y * 0.12 }));
    for (let a = 0; a < nodes; a += 1) {
      for (let b = a + 1; b < nodes; b += 1) {
        const [dx, dy] = [points[a].x - points[b].x, points[a].y - points[b].y];
        const squared = Math.max(dx * dx + dy * dy, 1e-4);
        const push = (room * room) / squared;
        moves[a].x += dx * push;
        moves[a].y += dy * push;
        moves[b].x -= dx * push;
        moves[b].y -= dy * push;
      }
    }
    for (const { a, b, weight } of ties) {
      const [dx, dy] = [points[a].x - points[b].x, points[a].y - points[b].y];
      const pull = (Math.sqrt(dx * dx + dy * dy) / room) * 0.05 * (0.4 + weight);
      moves[a].x -= dx * pull;
      moves[a].y -= dy * pull;
      moves[b].x += dx * pull;
      moves[b].y += dy * pull;
    }
    const most = 0.12 * (1 - round / rounds) + 0.002;
    points.forEach((point, index) => {
      const length = Math.hypot(moves[index].x, moves[index].y) || 1;
      const step = Math.min(length, most) / length;
      point.x += moves[index].x * step;
      point.y += moves[index].y * step;
    });
  }
  return fitted(points, width, height);
}

/** Points that cover each other are moved apart, within the box. */
function moveApart(points, radius, width, height) {
  for (let round = 0; round < 60; round += 1) {
    for (let a = 0; a < points.length; a += 1) {
      for (let b = a + 1; b < points.length; b += 1) {
        const [dx, dy] = [points[b].x - points[a].x || 0.01, points[b].y - points[a].y || 0.01];
        const distance = Math.hypot(dx, dy);
        const missing = radius(a) + radius(b) + 14 - distance;
        if (missing <= 0) continue;
        const [x, y] = [(dx / distance) * missing * 0.5, (dy / distance) * missing * 0.5];
        Object.assign(points[a], { x: points[a].x - x, y: points[a].y - y });
        Object.assign(points[b], { x: points[b].x + x, y: points[b].y + y });
      }
    }
    for (const point of points) {
      point.x = Math.min(width - 14, Math.max(14, point.x));
      point.y = Math.min(height - 18, Math.max(18, point.y));
    }
  }
}

/** The points stretched into the box, with a margin for their names. */
function fitted(points, width, height) {
  const [xs, ys] = [points.map((point) => point.x), points.map((point) => point.y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const margin = { x: Math.min(90, width * 0.16), y: 30 };
  return points.map((point) => ({
    x: margin.x + ((point.x - left) / (right - left || 1)) * (width - 2 * margin.x),
    y: margin.y + ((point.y - top) / (bottom - top || 1)) * (height - 2 * margin.y),
  }));
}
