curl -sS --fail-with-body "$FAXWIRE_URL/webhook-schemas"
