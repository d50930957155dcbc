KEY_NAME=$(echo "$FAXWIRE_KEY" | cut -d_ -f3 | cut -c1-16)
curl -sS --fail-with-body "$FAXWIRE_URL/oauth/token" -u "$KEY_NAME:$FAXWIRE_KEY" -d grant_type=client_credentials -d scope=fax:read
