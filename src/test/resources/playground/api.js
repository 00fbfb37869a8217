const listeners = [];

/** Calls the listener with every request and its answer. */
export function onAnswer(listener) {
  listeners.push(listener);
}

/**
 * Sends one request to the service, whoever it is that sends it.
 * An answer that is no JSON has its text as body; none at all has the status 0.
 */
export async function send(who, method, path, { headers = {}, body } = {}) {
  const all = { ...headers };
  if (body !== undefined) {
    all["Content-Type"] = "application/json";
  }
  const started = performance.now();
  const answer = await ask(method, path, all, body);
  const exchange = {
    who,
    method,
    path,
    curl: curl(method, path, all, body),
    millis: Math.round(performance.now() - started),
    ...answer,
  };
  listeners.forEach((listener) => listener(exchange));
  return exchange;
}

async function ask(method, path, headers, body) {
  try {
    const response = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: "no-store",
    });
    const text = await response.text();
    return {
      status: response.status,
      ok: response.ok,
      etag: response.headers.get("ETag"),
      replayed: response.headers.get("Idempotent-Replayed") === "true",
      body: parsed(text),
    };
  } catch (unreachable) {
    return { status: 0, ok: false, etag: null, replayed: false, body: { title: "The service cannot be reached" } };
  }
}

function parsed(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return text;
  }
}

function curl(method, path, headers, body) {
  const parts = ["curl -si"];
  if (method !== "GET" && !(method === "POST" && body !== undefined)) {
    parts.push(`-X ${method}`);
  }
  parts.push(quoted(new URL(path, document.baseURI).href));
  for (const [name, value] of Object.entries(headers)) {
    parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  }
  if (body !== undefined) {
    parts.push(`-d ${quoted(JSON.stringify(body))}`);
  }
  return parts.join(" ");
}

function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
