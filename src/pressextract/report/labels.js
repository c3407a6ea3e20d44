// The page's words, numbers and days in the chosen language.
const LANGUAGES = { de: GERMAN, en: ENGLISH };
let language = "de";

/** The language that was asked for, else the browser's, else German. */
function preferredLanguage(asked) {
  const wanted = [asked, ...navigator.languages].map((tag) => String(tag || "").slice(0, 2).toLowerCase());
  return wanted.find((tag) => Object.hasOwn(LANGUAGES, tag)) || "de";
}

/** A label; values take the places of {0}, {1}, and the first chooses between singular and plural. */
function t(key, ...values) {
  const forms = LANGUAGES[language][key].split("|");
  const form = forms.length > 1 && Number(values[0]) === 1 ? forms[0] : forms[forms.length - 1];
  return form.replace(/\{(\d)\}/g, (_, place) => (typeof values[place] === "number" ? number(values[place]) : values[place]));
}

/** What a word of the tables (a kind, a code) is called; the word itself where the page does not know it. */
function word(group, key) {
  const words = LANGUAGES[language][group];
  return Object.hasOwn(words, key) ? words[key] : key;
}

const formats = new Map();

/** A formatter of the browser; making one costs more than a hundred uses. */
function format(kind, options) {
  const key = `${language} ${kind.name} ${JSON.stringify(options)}`;
  if (!formats.has(key)) formats.set(key, new kind(language === "en" ? "en-GB" : "de", options));
  return formats.get(key);
}

/** A number with the language's separators. */
function number(value, options) {
  return format(Intl.NumberFormat, { maximumFractionDigits: 4, ...options }).format(value);
}

/** A day such as 2020-05-12 in words; short for tables. */
function day(iso, style = "long") {
  if (!iso) return "";
  const options = style === "long" ? { dateStyle: "long" } : { day: "2-digit", month: "2-digit", year: "numeric" };
  return dayFormat(options).format(new Date(`${iso.slice(0, 10)}T00:00:00Z`));
}

const dayFormat = (options) => format(Intl.DateTimeFormat, { ...options, timeZone: "UTC" });
