"""allauth's addresses: sign-in and one's own ways of signing in. What people here don't use is closed."""

from __future__ import annotations

from tests.security.declarations import closed, public, signed_in

SIGN_IN_OR_HOME = {200, 302}

ADDRESSES = [
    public("account_login", status=SIGN_IN_OR_HOME),
    public("account_logout", status=SIGN_IN_OR_HOME),
    public("account_inactive"),
    public("account_reset_password"),
    public("account_reset_password_done"),
    public("account_reset_password_from_key", lambda scene: {"uidb36": "1", "key": "no-such-key"}),
    public("account_reset_password_from_key_done"),
    public("mfa_authenticate", status={302}),
    public("mfa_login_webauthn", status={302}),
    public("openid_connect_login", lambda scene: {"provider_id": "none"}, status={404}),
    public("openid_connect_callback", lambda scene: {"provider_id": "none"}, status={404}),
    public("socialaccount_login_cancelled"),
    public("socialaccount_login_error", status={401}),
    signed_in("account_reauthenticate", status={200, 302, 403}),
    signed_in("account_change_password", status=SIGN_IN_OR_HOME),
    signed_in("account_set_password", status=SIGN_IN_OR_HOME),
    signed_in("mfa_index"),
    signed_in("mfa_reauthenticate", status={200, 302, 403}),
    signed_in("mfa_activate_totp", status=SIGN_IN_OR_HOME),
    signed_in("mfa_deactivate_totp", status={302, 404}),
    signed_in("mfa_view_recovery_codes", status={302, 404}),
    signed_in("mfa_generate_recovery_codes", status=SIGN_IN_OR_HOME),
    signed_in("mfa_download_recovery_codes", status={302, 404}),
    signed_in("mfa_list_webauthn"),
    signed_in("mfa_add_webauthn", status=SIGN_IN_OR_HOME),
    signed_in("mfa_reauthenticate_webauthn", status={200, 302, 403}),
    signed_in("mfa_remove_webauthn", lambda scene: {"pk": 1}, status={302, 404}),
    signed_in("mfa_edit_webauthn", lambda scene: {"pk": 1}, status={302, 404}),
    signed_in("usersessions_list"),
    closed("account_closed", path="accounts/signup/"),
    closed("account_signup"),
    closed("account_email"),
    closed("account_email_verification_sent"),
    closed("account_confirm_email", arguments=lambda scene: {"key": "x"}),
    closed("account_confirm_login_code"),
    closed("socialaccount_signup"),
    closed("socialaccount_connections"),
    closed("accounts/social/login/cancelled/", path="accounts/social/login/cancelled/"),
    closed("accounts/social/login/error/", path="accounts/social/login/error/"),
    closed("accounts/social/signup/", path="accounts/social/signup/"),
    closed("accounts/social/connections/", path="accounts/social/connections/"),
]
