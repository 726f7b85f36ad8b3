// The script of every page: htmx, and the few behaviours that HTML lacks. Pages work without it, only less smoothly.
import "htmx.org";
import { closeMenusOutside } from "./behaviour/menus";
import { focusErrorSummary } from "./behaviour/errors";
import { keepFocus } from "./behaviour/focus";
import { openDialogs } from "./behaviour/dialogs";
import { printOnRequest, tellPrints } from "./behaviour/printing";
import { tellPasskeyErrors } from "./behaviour/passkeys";

closeMenusOutside(document);
keepFocus(document);
openDialogs(document);
printOnRequest(document);
tellPrints(document);
tellPasskeyErrors(document);
focusErrorSummary(document);
