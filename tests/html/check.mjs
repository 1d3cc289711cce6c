// check.mjs - look at the reference as a reader does
//
//	node check.mjs FOLDER
//
// Every link leads somewhere; every page fits a phone and a wide screen, reports
// no error and passes axe; the search finds what it should, and without scripts
// nothing is missing but the search.  Needs Debian's Chromium.

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const folder = resolve(process.argv[2]);
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const narrow = { width: 360, height: 740 }, wide = { width: 1280, height: 800 };
let passed = 0, failed = 0;

const check = (ok, what) => {
	if (ok)
		passed++;
	else {
		failed++;
		console.log("FAILED: " + what);
	}
};

const pages = readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(".html")).sort();

// ---- links

const ids = new Map(), links = [];
for (const page of pages) {
	const html = readFileSync(join(folder, page), "utf8");
	const own = [...html.matchAll(/ id="([^"]*)"/g)].map((m) => m[1]);
	const twice = own.filter((id, i) => own.indexOf(id) !== i);

	check(twice.length === 0, `${page}: twice the id ${twice[0]}`);
	ids.set(page, new Set(own));
	for (const m of html.matchAll(/ (?:href|src)="([^"]*)"/g))
		links.push([page, m[1].replaceAll("&amp;", "&")]);
}
const files = new Set(readdirSync(folder, { recursive: true }));
for (const [page, link] of links) {
	if (/^https:\/\//.test(link)) {
		check(/^https:\/\/(www\.rfc-editor\.org\/rfc\/rfc\d+|man\.openbsd\.org\/)/
		    .test(link), `${page}: strange link ${link}`);
		continue;
	}
	const [path, fragment] = link.split("#");
	const target = path === "" ? page :
	    relative(folder, resolve(folder, dirname(page), path));

	check(files.has(target), `${page}: no such file: ${link}`);
	if (fragment !== undefined && files.has(target))
		check(ids.get(target).has(fragment),
		    `${page}: no such place: ${link}`);
}
console.log(`${pages.length} pages, ${links.length} links`);

// ---- in a browser

const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
	args: ["--no-sandbox", "--disable-gpu", "--disable-quic",
	    "--no-first-run", "--disable-background-networking"],
});
const url = (page) => pathToFileURL(join(folder, page)).href;

// Pages of one kind are made by one function: of comparisons and pages of the
// manual every tenth is read with axe, of the others each.
const isRead = (page, i) => !/\d-\d|\.\d\.html$/.test(page) || i % 10 === 0;

const readWithAxe = async (tab, runOnly) => {
	await tab.addScriptTag({ path: axe });
	return tab.evaluate(async (runOnly) => {
		const result = await axe.run(document, { runOnly,
		    preload: false, resultTypes: ["violations"] });

		return result.violations.map((v) => v.id + ": " +
		    v.nodes[0].html.slice(0, 90));
	}, runOnly);
};

const tooWide = (tab) => tab.evaluate(() => {
	for (const details of document.querySelectorAll("details"))
		details.open = true;
	const root = document.documentElement;

	return root.scrollWidth - root.clientWidth;
});

const context = await browser.newContext({ viewport: narrow });
const tab = await context.newPage();
const errors = [];
const started = Date.now();

tab.on("pageerror", (error) => errors.push(error.message));
tab.on("console", (message) => {
	if (message.type() === "error")
		errors.push(message.text());
});
for (const [i, page] of pages.entries()) {
	await tab.setViewportSize(narrow);
	await tab.emulateMedia({ colorScheme: "light" });
	await tab.goto(url(page));
	for (const size of [narrow, wide]) {
		await tab.setViewportSize(size);
		const over = await tooWide(tab);
		check(over <= 0,
		    `${page} at ${size.width}: ${over} pixels too wide`);
	}
	if (isRead(page, i)) {
		let found = await readWithAxe(tab, ["wcag2a", "wcag2aa",
		    "wcag21a", "wcag21aa", "best-practice"]);
		check(found.length === 0, `${page}: ${found[0]}`);
		await tab.emulateMedia({ colorScheme: "dark" });
		found = await readWithAxe(tab, ["cat.color"]);
		check(found.length === 0, `${page}, dark: ${found[0]}`);
	}
	check(errors.length === 0, `${page}: ${errors[0]}`);
	errors.length = 0;
	if (process.stderr.isTTY)
		process.stderr.write(`\r${i + 1} of ${pages.length}\x1b[K`);
}
await context.close();
if (process.stderr.isTTY)
	process.stderr.write("\r\x1b[K");
console.log(`looked at, at two widths, light and dark, in ` +
    `${((Date.now() - started) / 1000).toFixed(0)} s`);

// ---- the search

const search = async (page, words, want) => {
	const tab = await browser.newPage({ viewport: narrow });

	await tab.goto(url(page));
	await tab.fill("#words", words);
	const found = await tab.locator("#found a").allTextContents();
	check(want === null ? found.length === 0 &&
	    await tab.isVisible("#nothing") : found.length > 0 &&
	    found.slice(0, 3).some((text) => text.startsWith(String(want))),
	    `${page}: "${words}" finds ${found.slice(0, 3).join(", ") || "nothing"}`);
	await tab.close();
};
await search("index.html", "489", 489);
await search("index.html", "too brief", 423);
await search("index.html", "BUSY", 486);
await search("index.html", "xyzzy", null);
await search("es/index.html", "no encontrado", 404);
await search("es/index.html", "DESAFIO", 401);
await search("es/index.html", "xyzzy", null);

const without = await (await browser.newContext({ javaScriptEnabled: false }))
    .newPage();
await without.goto(url("index.html"));
check(!await without.isVisible("#search"), "a search without a script");
check(await without.locator(".codes a").count() >= 75,
    "codes without a script");
await browser.close();

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
