"use strict";

// Pages work without this script. With it, a secret can be copied by a button ...
for (const button of document.querySelectorAll("button[data-copy]")) {
    const source = document.getElementById(button.dataset.copy);
    const status = document.getElementById("copied");
    button.hidden = false;
    button.addEventListener("click", async () => {
        try {
            await navigator.clipboard.writeText(source.value);
            status.textContent = "Copied.";
        } catch {
            source.select();
            status.textContent = "Not copied: this browser does not let a page copy. The secret is selected; copy it by hand.";
        }
    });
}

// ... and does not come back with the Back button: browsers may keep pages for that which they were told not to store.
const secrets = document.querySelectorAll("[data-wipe]");
if (secrets.length > 0) {
    addEventListener("pagehide", () => secrets.forEach(secret => { secret.value = ""; }));
    addEventListener("pageshow", event => {
        if (event.persisted) {
            location.reload();
        }
    });
}
