// SoftHSM with a fault in front of it, for tests. FAULT=slow sleeps in C_Login, crash dies there,
// count counts the calls in a file; no-cmac and no-gcm hide a mechanism; last-try and locked are
// what the token says of its PIN.
#include <dlfcn.h>
#include <p11-kit/pkcs11.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

CK_FUNCTION_LIST* real = nullptr;
CK_FUNCTION_LIST faulty{};

bool is_fault(const char* name) {
  const char* fault = std::getenv("FAULT");
  return fault != nullptr && std::strcmp(fault, name) == 0;
}

// An octet for each.
void count_login() {
  std::FILE* file = std::fopen(std::getenv("FAULT_COUNT"), "a");
  if (file == nullptr) return;
  std::fputc('.', file);
  std::fclose(file);
}

CK_RV log_in(CK_SESSION_HANDLE session, CK_USER_TYPE user, unsigned char* pin, CK_ULONG size) {
  if (is_fault("count")) count_login();
  if (is_fault("slow")) ::sleep(60);
  if (is_fault("crash")) std::abort();
  return real->C_Login(session, user, pin, size);
}

CK_RV mechanism_info(CK_SLOT_ID slot, CK_MECHANISM_TYPE mechanism, CK_MECHANISM_INFO* out) {
  if (is_fault("no-cmac") && mechanism == CKM_AES_CMAC) return CKR_MECHANISM_INVALID;
  if (is_fault("no-gcm") && mechanism == CKM_AES_GCM) return CKR_MECHANISM_INVALID;
  return real->C_GetMechanismInfo(slot, mechanism, out);
}

// As a token whose PIN has one try left.
CK_RV token_info(CK_SLOT_ID slot, CK_TOKEN_INFO* out) {
  const CK_RV rv = real->C_GetTokenInfo(slot, out);
  if (is_fault("last-try")) out->flags |= CKF_USER_PIN_FINAL_TRY;
  if (is_fault("locked")) out->flags |= CKF_USER_PIN_LOCKED;
  return rv;
}

}  // namespace

extern "C" CK_RV C_GetFunctionList(CK_FUNCTION_LIST** out) {
  void* library = ::dlopen(SOFTHSM2_MODULE, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return CKR_GENERAL_ERROR;
  const auto list = reinterpret_cast<CK_C_GetFunctionList>(::dlsym(library, "C_GetFunctionList"));
  if (list == nullptr || list(&real) != CKR_OK) return CKR_GENERAL_ERROR;
  faulty = *real;
  faulty.C_Login = log_in;
  faulty.C_GetMechanismInfo = mechanism_info;
  faulty.C_GetTokenInfo = token_info;
  *out = &faulty;
  return CKR_OK;
}
