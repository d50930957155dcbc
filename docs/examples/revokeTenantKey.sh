curl -sS --fail-with-body -X DELETE "$FAXWIRE_URL/admin/tenants/$OWN_TENANT_ID/keys/$KEY_ID" -H "Authorization: Bearer $FAXWIRE_ROOT_KEY"
