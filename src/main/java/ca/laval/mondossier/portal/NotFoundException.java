package ca.laval.mondossier.portal;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** What does not exist and what is somebody else's look the same. */
@ResponseStatus(HttpStatus.NOT_FOUND)
class NotFoundException extends RuntimeException {
    NotFoundException() {
        super("Not found", null, false, false);
    }
}
