#include "message_ids.hpp"

#include <algorithm>
#include <array>

namespace macsecd {
namespace {

// Sorted by name. An id is never changed or used again: journals and their readers keep it.
// A new one: systemd-id128 new.
constexpr std::array table{
    MessageId{"address-changed", "cabdd4535f2e49078990df7315fe924d"},
    MessageId{"admin-down", "d2bb4630c5a94387a7fa61eba27ff823"},
    MessageId{"admin-up", "e44e527213784a289908866d2c8f513a"},
    MessageId{"attach-failed", "7e297a6abec84847a12d74d3f4fb4974"},
    MessageId{"audit", "0560d212e1894d068b720a33ac3734ea"},
    MessageId{"cipher-mismatch", "0d21d854dd3f407a9236d11b1cc4d373"},
    MessageId{"clear-traffic-lasts", "ff633c0b3d864b6d80eba25ec8ba54bd"},
    MessageId{"clear-traffic-started", "ff4425e833244b4c87b056045260e29a"},
    MessageId{"clear-traffic-stopped", "2f985ce98b0e4411b44d6fe45d41b3af"},
    MessageId{"connection-created", "b475f75ed3c94c8dbf61294f9bb96b70"},
    MessageId{"connection-deleted", "41cda0a7b6ae4d7194d83ae536c4f722"},
    MessageId{"data-plane-mismatch", "068626b1ece349d3bc367554365229ea"},
    MessageId{"device-gone", "57e74a36063b4e529383febc80a91296"},
    MessageId{"device-moved", "67ebfb86138b486e8b73652b1a1fbb48"},
    MessageId{"device-rebuilt", "bd9b444711404caf9f5da033646912e0"},
    MessageId{"device-renamed", "88353b8a406e4c9caa8d2c33f69a512c"},
    MessageId{"distribution-refused", "39e5e8dbe2364191b4287103015a616f"},
    MessageId{"duplicate-sci", "3f06d2d9c03f4c389c3b34b4685313c6"},
    MessageId{"fallback-entered", "2e9b4ab25a794fc0bbf6a14ecd141add"},
    MessageId{"fallback-left", "18f31112d8b64b918dc00ef5fe890a6b"},
    MessageId{"guard-defeated", "19c86224881e4853aa080026fc1e45a9"},
    MessageId{"guard-failed", "40dac1cc51754ee19126ba380cfd217a"},
    MessageId{"guard-removed", "55a5a8fc2a2f4ff0a00487847e336f9d"},
    MessageId{"icv-mismatch", "f3c60425d44844dc96345797fee57f73"},
    MessageId{"interface-back", "94ed3a4aded44a5994d08b261e4e7965"},
    MessageId{"interface-gone", "6cc45e38b376414bb4114105848dab4e"},
    MessageId{"interface-renamed", "a051759dd7954746959b02a8f2b0675c"},
    MessageId{"key-activated", "61ea2ae17b874861a4646af2c26e11a2"},
    MessageId{"key-associated", "c3849f77d0ce4e0290354582b4eeb16b"},
    MessageId{"key-associating", "78a8af66c8c1443f8e97686ea9bc4dbe"},
    MessageId{"key-deleted", "f33106c107084c4db344f6cc24731a01"},
    MessageId{"key-deletion-cancelled", "61417b14937c43779da70907d2c0137d"},
    MessageId{"key-deletion-scheduled", "17c83140ab534b8187add5f00718b5c8"},
    MessageId{"key-disassociated", "5079ee52a404403789a982dd916044d6"},
    MessageId{"key-disassociating", "b134415b0e7a42af9c99c33fa7dd4bf7"},
    MessageId{"key-failed", "af10b1128c034c8ba3bda07735810f1d"},
    MessageId{"key-server-elected", "f5a74566ef9342cab9ab5a70e165bef3"},
    MessageId{"lag-created", "47b5b3b243964905b4f9a61418878438"},
    MessageId{"lag-deleted", "164a8f3318ef4c7aa2cbd34d3c801617"},
    MessageId{"lag-failed", "30a241da24bb4f8f9c4e964bc6a6af83"},
    MessageId{"lag-join-failed", "21728a303153439db4f0be4b608e965b"},
    MessageId{"lag-joined", "d2a40e7d09614ff6a5c33ad600bac3fc"},
    MessageId{"lag-lacks-links", "7d698eab6d9d425d91436ca461283b6c"},
    MessageId{"lag-left", "b17bf639887d4e3c8960a08b49f21fa0"},
    MessageId{"lag-member-in", "a082f998a200487d8a454dda8b25bb95"},
    MessageId{"lag-member-out", "cf00893368c5426b8c3c9532462cc4ac"},
    MessageId{"link-down", "e7c49b3894e04eb3a1db5f0b4a2a7a7d"},
    MessageId{"link-up", "0efdd4736cd14c9a877d226e1ae6f19b"},
    MessageId{"master-key-rotated", "9fd146086a644663a617f3c2fd2d6af4"},
    MessageId{"mi-changed", "884121da38a247a69de14d66f99aec98"},
    MessageId{"mode-changed", "96931a1d10e54d6fbd556bc3339a1c43"},
    MessageId{"mode-downgraded", "78423e1602f34b80b9e8aa32dfdf6c71"},
    MessageId{"mtu-too-small", "803c7c49a74142599e96e35588ca4a56"},
    MessageId{"multiple-peers", "4e215a4bbb3848c3a02ecbe01869a1b7"},
    MessageId{"no-progress", "c7268d3aac73445eaf484db7fbc73196"},
    MessageId{"offload-refused", "6d6f94ed6fc84a74a416a8f09c5bc537"},
    MessageId{"parent-has-addresses", "9278e2977493493c86da0bd320fe5f5e"},
    MessageId{"parent-has-children", "b0e8ac946f4144a7a2c09aa64c699842"},
    MessageId{"parent-not-quiet", "c1789ac0c64f4db4ad069c598a4bfed1"},
    MessageId{"peer-heard", "b7e3758aa6194fda8a7d4b2e5931517d"},
    MessageId{"peer-live", "dc216ffe49bd4bf9a6ab73475323b294"},
    MessageId{"peer-lost", "5850f3e74b2449ecb966a7d1387e503c"},
    MessageId{"peer-restarted", "1d52a57060d743cb98b76f68d4fc93fb"},
    MessageId{"principal-changed", "92eba7cd309b434f839712286549065d"},
    MessageId{"reflection", "b724fb27f02b41f5b943131de608ce3e"},
    MessageId{"rotation-aborted", "36fd96b7510d4594a7795cc2071c84fe"},
    MessageId{"rotation-finished", "f3b5f5b362bd4ad78989483810f03aa2"},
    MessageId{"rotation-moved", "0e4404e6e4f9491e819d051a3822ff74"},
    MessageId{"rotation-peer-seen", "6a068af771ec4b7f8e7254e70c763c5e"},
    MessageId{"rotation-resumed", "e92eec0c99f0438d8b952e2a1baeff00"},
    MessageId{"rotation-set-back", "97a3956629a2466a95fcb92acd22a2ff"},
    MessageId{"rotation-started", "a1e13970155c41f9bc1f26562f0ba15c"},
    MessageId{"sak-accepted", "174fd4215a3b4d279ea5e876d9f6e071"},
    MessageId{"sak-distributed", "51e9a0b925304c7b9fb3bdd515707945"},
    MessageId{"sak-retired", "b9cac09e03c74662846baf66eeb94856"},
    MessageId{"sak-rotated", "1023c8c896be48c28389d7b00f18d4c4"},
    MessageId{"secret-deleted", "a7e5710d7a2340c8a9f8558b67241eec"},
    MessageId{"secret-imported", "02c1ebc2872e4921adbc4b13ba7dc128"},
    MessageId{"secy-failed", "4de3a16ad1ea4325a7323775dec563ab"},
    MessageId{"session-adopted", "5991f21ee1194db88c8bc0989c6e2f3b"},
    MessageId{"session-lost", "f0327b47a36e422d90c14c3a4d238259"},
    MessageId{"session-secured", "5a6ce38d862b4f60a9d66767a77075e9"},
    MessageId{"ssci-mismatch", "84fdc2fff8a84f30a3f69019cfc8a191"},
    MessageId{"token-back", "e1dfb704132845829af22f09ca38b543"},
    MessageId{"token-lost", "7aa895bef2814f44b1819b7e30882995"},
    MessageId{"unknown-ckn", "fe61fa514c574e44bfbd0ebb7543b4ed"},
    MessageId{"vault-record-refused", "376399fc094c441889c0c7ebd7239da4"},
    MessageId{"xpn-recommended", "84df438eec8a4827b0a9be6e482bdc63"},
    MessageId{"xpn-required", "ebb1c1e14ac446598777d4611c53b08f"},
};

}  // namespace

std::span<const MessageId> message_ids() { return table; }

std::string_view message_id(std::string_view event) {
  const auto row = std::lower_bound(
      table.begin(), table.end(), event,
      [](const MessageId& known, std::string_view wanted) { return known.event < wanted; });
  return row != table.end() && row->event == event ? row->id : std::string_view();
}

}  // namespace macsecd
