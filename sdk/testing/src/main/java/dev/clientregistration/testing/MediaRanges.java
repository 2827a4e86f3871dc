package dev.clientregistration.testing;

import java.util.Locale;

/** What a client would rather read (RFC 9110 §12.5.1). */
final class MediaRanges {
    private MediaRanges() {}

    /** How much it wants a media type, from 0 to 1; 1 if it does not say what it wants. */
    static double quality(Request request, String type, String subtype) {
        double quality = -1;
        int specificity = -1;
        for (String header : request.headers().all("Accept")) {
            for (String range : header.split(",")) {
                String[] parts = range.strip().toLowerCase(Locale.ROOT).split("\\s*;\\s*");
                int specific = specificity(parts[0], type, subtype);
                if (specific > specificity) {
                    specificity = specific;
                    quality = weight(parts);
                }
            }
        }
        return request.headers().all("Accept").isEmpty() ? 1 : Math.max(0, quality);
    }

    /** How closely a range fits; negative if it does not. */
    private static int specificity(String range, String type, String subtype) {
        if (range.equals(type + "/" + subtype)) {
            return 2;
        }
        if (range.equals(type + "/*")) {
            return 1;
        }
        // The JDK's own client writes it without the slash.
        return range.equals("*/*") || range.equals("*") ? 0 : -1;
    }

    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].startsWith("q=")) {
                try {
                    return Double.parseDouble(parts[i].substring(2));
                } catch (NumberFormatException e) {
                    return 1;
                }
            }
        }
        return 1;
    }
}
