package io.ssouser.domain.email;

import java.util.Optional;

/** Punycode (RFC 3492) of one label, with the prefix of RFC 5890. The names of the figures are the RFC's. */
final class Punycode {
    static final String PREFIX = "xn--";

    private static final int BASE = 36;
    private static final int TMIN = 1;
    private static final int TMAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_N = 128;

    private Punycode() {}

    /** @param label with at least one character beyond ASCII */
    static String encode(String label) {
        int[] input = label.codePoints().toArray();
        StringBuilder output = new StringBuilder();
        label.chars().filter(c -> c < INITIAL_N).forEach(c -> output.append((char) c));
        int basic = output.length();
        if (basic > 0) {
            output.append('-');
        }
        int n = INITIAL_N;
        int delta = 0;
        int bias = INITIAL_BIAS;
        int handled = basic;
        while (handled < input.length) {
            int next = nextFrom(n, input);
            delta += (next - n) * (handled + 1);
            n = next;
            for (int c : input) {
                if (c < n) {
                    delta++;
                }
                if (c == n) {
                    appendNumber(output, delta, bias);
                    bias = adapt(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            n++;
        }
        return PREFIX + output;
    }

    /** @return empty when it is the encoding of nothing */
    static Optional<String> decode(String label) {
        String encoded = label.substring(PREFIX.length());
        int last = encoded.lastIndexOf('-');
        StringBuilder output = new StringBuilder(last > 0 ? encoded.substring(0, last) : "");
        int count = output.length();
        int n = INITIAL_N;
        int i = 0;
        int bias = INITIAL_BIAS;
        int at = last > 0 ? last + 1 : 0;
        while (at < encoded.length()) {
            int old = i;
            long weight = 1;
            long sum = i;
            for (int k = BASE; ; k += BASE) {
                int digit = at < encoded.length() ? digit(encoded.charAt(at++)) : -1;
                sum += digit * weight;
                if (digit < 0 || sum > Integer.MAX_VALUE) {
                    return Optional.empty();
                }
                int threshold = threshold(k, bias);
                if (digit < threshold) {
                    break;
                }
                weight *= BASE - threshold;
            }
            count++;
            i = (int) sum;
            bias = adapt(i - old, count, old == 0);
            n += i / count;
            i %= count;
            if (!Character.isValidCodePoint(n) || n >= Character.MIN_SURROGATE && n <= Character.MAX_SURROGATE) {
                return Optional.empty();
            }
            output.insert(output.offsetByCodePoints(0, i), Character.toChars(n));
            i++;
        }
        return Optional.of(output.toString());
    }

    private static int nextFrom(int n, int[] input) {
        int next = Integer.MAX_VALUE;
        for (int c : input) {
            if (c >= n && c < next) {
                next = c;
            }
        }
        return next;
    }

    private static void appendNumber(StringBuilder output, int delta, int bias) {
        int q = delta;
        for (int k = BASE; ; k += BASE) {
            int threshold = threshold(k, bias);
            if (q < threshold) {
                output.append(letter(q));
                return;
            }
            output.append(letter(threshold + (q - threshold) % (BASE - threshold)));
            q = (q - threshold) / (BASE - threshold);
        }
    }

    private static int threshold(int k, int bias) {
        return Math.min(TMAX, Math.max(TMIN, k - bias));
    }

    private static int adapt(int delta, int points, boolean first) {
        int left = first ? delta / DAMP : delta / 2;
        left += left / points;
        int k = 0;
        while (left > (BASE - TMIN) * TMAX / 2) {
            left /= BASE - TMIN;
            k += BASE;
        }
        return k + (BASE - TMIN + 1) * left / (left + SKEW);
    }

    /** a to z are 0 to 25, 0 to 9 are 26 to 35. */
    private static char letter(int digit) {
        return (char) (digit < 26 ? 'a' + digit : '0' + digit - 26);
    }

    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0' + 26;
        }
        return c >= 'a' && c <= 'z' ? c - 'a' : -1;
    }
}
