// Amounts are texts with cents, as the koppeling writes them; they never become a floating number here.

export function cents(amount: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(amount.trim());
  if (match === null) return 0n;
  const size = BigInt(match[2] ?? "0") * 100n + BigInt((match[3] ?? "").padEnd(2, "0"));
  return match[1] === "-" ? -size : size;
}

export function euros(amount: string, language: string): string {
  return amount === "" ? "" : written(cents(amount), language);
}

export function total(amounts: readonly string[], language: string): string {
  return written(
    amounts.reduce((sum, amount) => sum + cents(amount), 0n),
    language,
  );
}

function written(amount: bigint, language: string): string {
  const size = amount < 0n ? -amount : amount;
  const whole = new Intl.NumberFormat(language).format(size / 100n);
  const rest = String(size % 100n).padStart(2, "0");
  return `${amount < 0n ? "-" : ""}€ ${whole}${language === "nl" ? "," : "."}${rest}`;
}
