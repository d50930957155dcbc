curl -sS --fail-with-body "$FAXWIRE_URL/.well-known/faxwire-proof-keys.json"
