curl -sS --fail-with-body "$FAXWIRE_URL/admin/tenants/$TENANT_ID/keys" -H "Authorization: Bearer $FAXWIRE_ROOT_KEY"
