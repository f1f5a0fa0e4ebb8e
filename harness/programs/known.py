"""Names of programs that pages call: those that a mistyped name is compared with, and others that are no mistake."""

from typing import Final

from harness.programs.verb_tables import BUILTINS, LOCAL, READING, STANDARD, names

COMMON: Final = names(
    """kubectl istioctl helm curl docker grep openssl export cat echo git kind minikube wget sed awk jq tar cd mkdir
    chmod sudo eksctl gcloud podman kustomize kubeadm bash sleep source"""
)
"""What pages call most: a name one slip off one of these is a mistake, unless it is a name of its own."""

OTHERS: Final = names(
    """kubectx kubens kubelet kubeadm kubectl-ctx helmfile helmsman helm3 helm2 k9s k3s k3d stern krew skaffold tilt
    cilium calicoctl linkerd kubeseal velero argo argocd flux fluxctl tkn kn kn-quickstart cmctl clusterctl eksctl ctr
    nerdctl buildah skopeo crane cosign kubeval kubeconform pip pip3 python python3 node npm npx yarn go cargo make
    cmake java mvn gradle ruby gem bundle brew apt apt-get yum dnf apk snap zypper pacman dpkg rpm systemctl service
    journalctl vagrant ansible terraform tofu pulumi packer aws az gcloud gsutil bq ibmcloud oci doctl ssh scp rsync
    sftp nc ncat netcat telnet nmap dig nslookup host ping tcpdump ip ifconfig route iptables nft ss arp hey wrk ab
    fortio vegeta k6 siege psql mysql mongo mongosh redis-cli sqlite3 bin gpg vi vim nano emacs less more tee yq
    gojq jsonnet cue opa conftest kubescape trivy grype syft kill gh glab hub git-lfs svn hg zip unzip gzip xz bzip2
    7z bc dc man clear reset tput stty screen tmux watch htop iotop iostat vmstat lsof strace ltrace perf gdb crictl
    etcd etcdctl etcdutl kwok kwokctl mkcert certutil keytool step cfssl cfssljson vault consul nomad ytt kapp kbld
    imgpkg vendir kops kubespray talosctl k0s k0sctl microk8s multipass colima lima limactl virtctl virsh qemu-img
    spire-server spire-agent bazel protoc buf grpcurl ghz evans websocat http https open start xdg-open pbcopy pbpaste
    sha256sum shasum md5 md5sum nats kafkacat kcat kafka-topics.sh operator-sdk opm oc odo crc func ko kompose cat
    sort tail head cut date wait case then else elif done for while until if fi do esac select function time coproc
    gpgv grpc_cli dnf5 gcc clang ld ar nm strip objdump mariadb mariadb-server mount umount useradd usermod
    groupadd passwd su visudo hostnamectl timedatectl modprobe sysctl swapoff swapon lsmod gsed ggrep gawk gcat tac"""
)

KNOWN: Final = BUILTINS | STANDARD | READING | LOCAL | COMMON | OTHERS
