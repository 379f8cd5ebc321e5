// Attachment: the macsec device itself, how it is made again, and its MTU.
#include "attachment.hpp"
#include "clock.hpp"
#include "log.hpp"
#include "netlink/parent.hpp"
#include "suite_choice.hpp"

namespace macsecd {
namespace {

// Two ends that each follow the other would not find an end.
constexpr mka::Duration follow_interval{30000};

}  // namespace

MacsecLinkWish Attachment::wish_for(const netlink::Link& parent) const {
  const ConnectionSettings& s = saved_.settings;
  MacsecLinkWish wish{parent.name, {}};
  wish.vlan_allowed = s.device_settings.on_vlan;
  // A device that was never secured by us is not trusted with keys that somebody else put there.
  wish.keep_session = saved_.secured_once && s.admin_up();
  wish.keep_clear =
      s.admin_up() && saved_.created_device && s.mode != mka::EncryptionMode::must_encrypt;
  wish.offloads = accepted_offloads(offload_wish());
  wish.foreign = !saved_.created_device;
  wish.request.name = s.device;
  wish.request.parent = parent.ifindex;
  wish.request.sci = {parent.mac, 1};
  wish.request.suite = suite_in_use(s, saved_.device);
  wish.request.encrypt = s.confidentiality != mka::Confidentiality::integrity_only;
  wish.request.replay_window = s.replay_window;
  wish.request.send_sci = s.device_settings.send_sci;
  return wish;
}

// Ours, from before the parent's address or our suite changed: only a new one can follow.
bool Attachment::is_replaceable(const netlink::Link& parent) const {
  const auto stale = world_.kernel.link(saved_.settings.device);
  return saved_.created_device && stale && stale->kind == "macsec" &&
         stale->parent == parent.ifindex;
}

Outcome<MacsecLink> Attachment::replace_device(MacsecLinkWish wish) {
  const auto stale = world_.kernel.link(saved_.settings.device);
  if (!stale) return create_or_adopt_device(world_.kernel, wish);
  belongings_ = belongings_of(world_.kernel, *stale);
  if (!raised_) belongings_->up = true;  // down only because nobody has brought it up yet
  if (auto gone = delete_device(world_.kernel, stale->ifindex); !gone)
    return mka::Failure{gone.error()};
  wish.request.group = belongings_->group;
  auto made = create_or_adopt_device(world_.kernel, wish);
  if (made)
    tell(Level::warning, "device-rebuilt",
         saved_.settings.device + " was made again, with its addresses: SCI " +
             mka::to_string(wish.request.sci) + ", " +
             std::string(mka::to_string(wish.request.suite)));
  return made;
}

void Attachment::give_belongings_back(const MacsecLink& made) {
  if (!belongings_) return;
  tell_refusals(give_back(world_.kernel, made.ifindex, *belongings_));
}

void Attachment::tell_refusals(const std::vector<std::string>& refusals) {
  for (const auto& refusal : refusals)
    log::error(saved_.settings.name + ": " + saved_.settings.device + " does not get back " +
               refusal);
}

bool Attachment::follow_offer(mka::CipherSuite offered, bool nothing_flows) {
  const SuiteOffer offer{offered, saved_.created_device, nothing_flows};
  if (!port_ || !follows_offer(saved_.settings, saved_.device, offer)) return false;
  if (followed_at_ && now() - *followed_at_ < follow_interval) return false;
  followed_at_ = now();
  // The port that tells of it cannot be taken down from inside.
  rebuild_.set(now(), [this, offered] { make_again_with(offered); });
  return true;
}

void Attachment::make_again_with(mka::CipherSuite suite) {
  auto& imposed = saved_.device.imposed_suite;
  const auto before = imposed;
  imposed = suite;
  if (suite == saved_.settings.suite) imposed.reset();
  (void)detach(Device::keep);
  if (auto attached = attach(); !attached) {
    log::error(saved_.settings.name + ": " + log::one_line(attached.error()));
    imposed = before;
    attach_again(mka::Duration{0});
  }
  hooks_.worth_saving();
  hooks_.settled();
}

void Attachment::keep_mtu() {
  if (!port_) return;
  const auto parent = world_.kernel.link(port_->plan().parent.ifindex);
  const auto device = world_.kernel.link(port_->plan().device);
  if (!parent || !device) return;  // their removal is told next
  const auto problem = mtu_.problem();
  const auto raised = saved_.device.raised_mtu;
  mtu_.keep(saved_.settings.device_settings.mtu, *parent, *device);
  if (raised != saved_.device.raised_mtu) hooks_.worth_saving();
  if (mtu_.problem() && mtu_.problem() != problem)
    tell(Level::warning, mtu_.problem()->code.c_str(), mtu_.problem()->message);
}

std::optional<std::uint32_t> Attachment::device_mtu() const {
  if (!port_) return std::nullopt;
  const auto device = world_.kernel.link(port_->plan().device);
  return device ? std::optional(device->mtu) : std::nullopt;
}

// Some ports know their speed only with the link up.
void Attachment::check_speed() {
  const auto before = suite_caution_;
  suite_caution_ = suite_caution(suite_in_use(saved_.settings, saved_.device),
                                 netlink::link_speed(port_->plan().parent.ifindex));
  if (suite_caution_ && suite_caution_ != before)
    tell(Level::warning, suite_caution_->code.c_str(), suite_caution_->message);
}

std::vector<Reason> Attachment::cautions() const {
  std::vector<Reason> out;
  if (!port_) return out;
  if (mtu_.problem()) out.push_back(*mtu_.problem());
  if (suite_caution_) out.push_back(*suite_caution_);
  return out;
}

}  // namespace macsecd
