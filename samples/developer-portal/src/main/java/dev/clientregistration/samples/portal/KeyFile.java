package dev.clientregistration.samples.portal;

import dev.clientregistration.Secret;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The key of a portal that was given none. It lies beside the database, so it protects copies of the database only; that
 * is enough to try the portal out, and the portal says so when it starts.
 */
final class KeyFile {
    private KeyFile() {}

    /** The key in the file, which is made if there is none, readable by its owner only. */
    static Secret at(Path file) throws IOException {
        try {
            Files.createFile(file, ownerOnly(file, "rw-------"));
            Files.writeString(file, Vault.newKey().reveal());
        } catch (FileAlreadyExistsException e) {
            // the usual case
        }
        String key = Files.readString(file).strip();
        if (key.isEmpty()) {
            throw new IOException(file + " is empty: delete it, and the database beside it");
        }
        return Secret.of(key);
    }

    /** Makes the folder for file and database, for its owner only. */
    static void makeFolder(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath();
        if (!Files.isDirectory(absolute)) {
            Files.createDirectories(absolute, ownerOnly(absolute, "rwx------"));
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> owner = PosixFilePermissions.fromString(permissions);
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(owner)};
    }
}
