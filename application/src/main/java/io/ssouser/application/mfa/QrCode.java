package io.ssouser.application.mfa;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/** A QR code as SVG text: one path of black runs, drawn on whole pixels, with the white margin that readers need. */
public record QrCode(String svg) {
    private static final int SMALLEST_PIXELS = 200;
    /** ISO/IEC 18004: four modules on every side. */
    private static final int MARGIN = 4;

    /** @throws IllegalArgumentException when the text is too long for a QR code, beyond 2,000 bytes */
    public static QrCode of(String text) {
        try {
            return new QrCode(drawn(Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix()));
        } catch (WriterException e) {
            throw new IllegalArgumentException("Too long for a QR code: " + text.length() + " characters", e);
        }
    }

    private static String drawn(ByteMatrix modules) {
        int side = modules.getWidth() + 2 * MARGIN;
        int pixels = side * ((SMALLEST_PIXELS + side - 1) / side);
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + pixels + "\" height=\"" + pixels
                + "\" viewBox=\"0 0 " + side + " " + side + "\" shape-rendering=\"crispEdges\">"
                + "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/><path fill=\"#000\" d=\"" + runs(modules)
                + "\"/></svg>";
    }

    private static StringBuilder runs(ByteMatrix modules) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                int start = x;
                while (x < modules.getWidth() && modules.get(x, y) == 1) {
                    x++;
                }
                if (x > start) {
                    int width = x - start;
                    path.append('M').append(start + MARGIN).append(' ').append(y + MARGIN);
                    path.append('h').append(width).append("v1h-").append(width).append('z');
                }
            }
        }
        return path;
    }
}
